package dev.watchworks.cli.learn;

import dev.watchworks.runner.progress.StepProgress;
import dev.watchworks.runner.progress.StepState;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Draws the screen: the bar of steps above, the verdict and a panel in the middle, the keys below.
 *
 * @param isUnicode whether the terminal shows more than ASCII
 */
record LearnScreen(boolean isUnicode) {

    private static final String KEYS =
            "h hint  n next  l list  t timeline  s solution  e editor  r run  x reset  u undo reset  q quit";

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = AttributedStyle.BOLD;
    private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();
    private static final AttributedStyle GREEN = AttributedStyle.BOLD.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle RED = AttributedStyle.BOLD.foreground(AttributedStyle.RED);
    private static final AttributedStyle YELLOW = AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);

    /** The lines above and below the middle. */
    private static final int FRAME = 4;

    /** Returns exactly as many lines as the terminal has, none wider than it. */
    List<AttributedString> draw(ScreenContent content, int width, int height) {
        List<AttributedString> lines = new ArrayList<>();
        lines.add(fit(bar(content), width));
        lines.add(styled(rule(width), FAINT));
        List<AttributedString> middle = middle(content, width);
        int room = Math.max(1, height - FRAME);
        int from = Math.max(0, Math.min(first(content, middle.size(), room), middle.size() - room));
        int to = Math.min(middle.size(), from + room);
        lines.addAll(middle.subList(from, to));
        while (lines.size() < room + 2) {
            lines.add(AttributedString.EMPTY);
        }
        String below =
                to < middle.size() ? (middle.size() - to) + " more lines, press the space bar or arrow keys" : "";
        String notice = notice(content);
        lines.add(fit(styled(notice.isEmpty() ? below : notice, notice.isEmpty() ? FAINT : YELLOW), width));
        lines.add(fit(styled(keys(width), FAINT), width));
        return lines.subList(0, Math.min(lines.size(), Math.max(1, height)));
    }

    /** The first line of the middle that is on the screen. */
    private static int first(ScreenContent content, int lines, int room) {
        if (content.focus() < 0) {
            return content.scroll();
        }
        int focus = lines - content.text().size() + content.focus();
        return focus < room - 1 ? 0 : focus - room / 2;
    }

    /** How far one can scroll. */
    int mostScroll(ScreenContent content, int width, int height) {
        return Math.max(0, middle(content, width).size() - Math.max(1, height - FRAME));
    }

    private AttributedString bar(ScreenContent content) {
        AttributedStringBuilder bar = new AttributedStringBuilder();
        content.state().chosen().ifPresent(chosen -> {
            bar.styled(BOLD, chosen.lesson()).append("  ");
            for (int step : content.steps()) {
                StepState state = content.state()
                        .progress()
                        .getOrDefault(step, StepProgress.NONE)
                        .state();
                String mark = symbol(state) + step;
                boolean isHere = step == chosen.step();
                bar.styled(
                        isHere ? style(state).inverse() : style(state), isHere ? "[" + mark + "]" : " " + mark + " ");
            }
            bar.styled(PLAIN, "  ").styled(BOLD, chosen.title());
        });
        return bar.toAttributedString();
    }

    private String symbol(StepState state) {
        return switch (state) {
            case GREEN -> isUnicode ? "✓" : "+";
            case BROKEN -> isUnicode ? "✗" : "!";
            case RED -> isUnicode ? "✗" : "-";
            case TODO -> isUnicode ? "·" : " ";
        };
    }

    private static AttributedStyle style(StepState state) {
        return switch (state) {
            case GREEN -> GREEN;
            case BROKEN, RED -> RED;
            case TODO -> PLAIN;
        };
    }

    private static List<AttributedString> middle(ScreenContent content, int width) {
        List<AttributedString> lines = new ArrayList<>();
        VerdictLines verdict = VerdictLines.of(content.state());
        AttributedStyle head = switch (verdict.mood()) {
            case GOOD -> GREEN;
            case BAD -> RED;
            case NEUTRAL -> BOLD;
        };
        for (int index = 0; index < verdict.lines().size(); index++) {
            AttributedStyle style = index == 0 ? head : PLAIN;
            continued(verdict.lines().get(index), width).forEach(line -> lines.add(styled(line, style)));
        }
        content.state().broken().forEach((step, result) -> {
            lines.add(AttributedString.EMPTY);
            lines.add(styled("Step " + step + " was done, and is not any more:", RED));
            lines.addAll(continued("  but       " + result.found(), width).stream()
                    .map(line -> styled(line, PLAIN))
                    .toList());
        });
        lines.add(AttributedString.EMPTY);
        content.text().forEach(line -> {
            boolean isTitle = line.startsWith(PanelText.TITLE);
            String text = isTitle ? line.substring(PanelText.TITLE.length()) : line;
            continued(text, width).forEach(part -> lines.add(styled(part, isTitle ? BOLD : PLAIN)));
        });
        return lines;
    }

    /** Breaks a line that is too wide, and keeps the column of labkit's messages. */
    private static List<String> continued(String line, int width) {
        if (line.length() <= width) {
            return List.of(line);
        }
        boolean isLabelled = line.matches("  \\S.{7}  .*") || line.startsWith("            ");
        String indent = isLabelled
                ? " ".repeat(12)
                : line.substring(0, line.length() - line.stripLeading().length());
        List<String> lines = TaskLines.wrap(line.substring(indent.length()), indent, width);
        List<String> whole = new ArrayList<>(lines);
        whole.set(0, line.substring(0, indent.length()) + lines.get(0).substring(indent.length()));
        return whole;
    }

    private static String notice(ScreenContent content) {
        return content.notice().isEmpty() ? content.state().notice() : content.notice();
    }

    /** As many keys as fit; the last one ends the program. */
    private static String keys(int width) {
        if (KEYS.length() <= width) {
            return KEYS;
        }
        int end = KEYS.lastIndexOf("  ", Math.max(0, width - 8));
        return (end < 0 ? "" : KEYS.substring(0, end) + "  ") + "q quit";
    }

    private String rule(int width) {
        return (isUnicode ? "━" : "-").repeat(Math.max(1, width));
    }

    private static AttributedString styled(String text, AttributedStyle style) {
        return new AttributedString(text, style);
    }

    private static AttributedString fit(AttributedString line, int width) {
        return line.columnLength() <= width ? line : line.columnSubSequence(0, width);
    }
}
