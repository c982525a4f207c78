package dev.watchworks.labkit.report;

import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Puts a finding into lines for people. */
public final class FindingFormatter {

    /** Moments of the timeline that are told; the whole of it is a page. */
    public static final int MOST_SEEN = 4;

    /** The most lines that a finding told in full takes. */
    public static final int MOST_LINES = 12 + MOST_SEEN + 1;

    /** The most lines on the screen: Maven prints 32 below them, and what counts stands within the last 45. */
    public static final int MOST_ON_SCREEN = 13;

    private static final int WIDTH = 100;
    private static final int INDENT = 12;

    private FindingFormatter() {}

    /** Everything a learner needs, in at most {@link #MOST_LINES} lines; in an IDE it is all that one sees. */
    public static List<String> format(Finding finding) {
        return lines(finding, MOST_LINES);
    }

    /** The same in at most {@link #MOST_ON_SCREEN} lines: of what was seen the last, as far as there is room. */
    public static List<String> formatForScreen(Finding finding) {
        return lines(finding, MOST_ON_SCREEN);
    }

    private static List<String> lines(Finding finding, int most) {
        List<String> seen = seen(finding.seen());
        List<String> before = before(finding);
        List<String> after = after(finding);
        int room = Math.max(0, Math.min(seen.size(), most - before.size() - after.size()));
        List<String> lines = new ArrayList<>(before);
        for (String event : seen.subList(seen.size() - room, seen.size())) {
            lines.add("  %-8s  %s".formatted(lines.size() == before.size() ? "seen" : "", event));
        }
        lines.addAll(after);
        return lines;
    }

    private static List<String> before(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(head(finding));
        add(lines, "expected", finding.diagnosis().expected(), 3);
        add(lines, "but", finding.diagnosis().found(), 3);
        return lines;
    }

    private static List<String> after(Finding finding) {
        List<String> lines = new ArrayList<>();
        StepReference step = finding.step();
        add(lines, "why", finding.diagnosis().why(), 2);
        add(lines, "next", finding.diagnosis().next(), 3);
        if (finding.verdict() != Verdict.ENVIRONMENT) {
            add(lines, "hints", step.hints(), 1);
        }
        if (!finding.seen().isEmpty()) {
            add(lines, "timeline", step.timeline() + " (open it in a browser)", 1);
        }
        add(lines, "run it", step.command(), 1);
        return lines;
    }

    /** Which step it is and its verdict. */
    public static String head(Finding finding) {
        return cut(finding.step().label() + ": " + describe(finding.verdict()), WIDTH);
    }

    /** What was expected and what there was, in a line each; of a step still to do, that it is. */
    public static List<String> formatShort(Finding finding) {
        List<String> lines = new ArrayList<>();
        if (finding.verdict() == Verdict.TODO) {
            lines.add(head(finding));
        } else {
            lines.add(cut(
                    head(finding) + ", expected " + oneLine(finding.diagnosis().expected()), WIDTH));
            add(lines, "but", finding.diagnosis().found(), 1);
        }
        return lines;
    }

    private static String describe(Verdict verdict) {
        return switch (verdict) {
            case ENVIRONMENT -> "ENVIRONMENT (the lab's trouble, not your code's)";
            case NOT_RUN -> "NOT RUN";
            default -> verdict.name();
        };
    }

    private static List<String> seen(List<String> events) {
        return events.stream()
                .limit(MOST_SEEN)
                .map(event -> cut(oneLine(event), WIDTH - INDENT))
                .toList();
    }

    private static void add(List<String> lines, String name, String text, int atMost) {
        List<String> wrapped = wrap(oneLine(text), WIDTH - INDENT, atMost);
        for (int index = 0; index < wrapped.size(); index++) {
            lines.add("  %-8s  %s".formatted(index == 0 ? name : "", wrapped.get(index)));
        }
    }

    private static List<String> wrap(String text, int width, int atMost) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && lines.size() < atMost) {
            int end = rest.length();
            if (end > width) {
                int blank = rest.lastIndexOf(' ', width);
                end = blank > width / 2 ? blank : width;
            }
            boolean last = lines.size() == atMost - 1;
            lines.add(last ? cut(rest, width) : rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3).stripTrailing() + "...";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
