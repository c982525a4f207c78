package dev.watchworks.labkit.report.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The stories of a lesson's checks as one page that needs nothing but a browser: a list to pick from, and one story. */
final class TimelinePage {

    private static final String NOTHING =
            "<p class=\"nothing\">Nothing was seen on the wire, in the output or on the cluster.</p>\n";

    /** The greatest is the one to learn most from. */
    private static final Comparator<Check> INSTRUCTIVE = Comparator.comparing(
                    (Check check) -> check.story().changesInGaps() > 0)
            .thenComparing(check -> check.story().hasLearner())
            .thenComparing(Check::isTold)
            .thenComparing(check -> -check.story().watches().size())
            .thenComparing(check -> -check.step());

    private TimelinePage() {}

    /**
     * One check on the page.
     *
     * @param step its number
     * @param stepTitle what the step is about
     * @param title what the check looks at, in words
     * @param verdict as the summary has it, such as {@code DONE}
     * @param story what happened
     * @param told the story in HTML
     */
    record Check(int step, String stepTitle, String title, String verdict, TimelineSnapshot story, String told) {

        /** Tells the story once, however often the page is written. */
        Check(int step, String stepTitle, String title, String verdict, TimelineSnapshot story) {
            this(
                    step,
                    stepTitle,
                    title,
                    verdict,
                    story,
                    story.moments().isEmpty() ? NOTHING : TimelineOverview.of(story) + TimelineRows.of(story));
        }

        boolean isDone() {
            return verdict.equals("DONE");
        }

        boolean isTold() {
            return !story.moments().isEmpty();
        }
    }

    static String of(String lesson, List<Check> checks) {
        int chosen = chosen(checks);
        StringBuilder picker = new StringBuilder();
        StringBuilder sections = new StringBuilder();
        StringBuilder styles = new StringBuilder();
        int step = -1;
        for (int index = 0; index < checks.size(); index++) {
            Check check = checks.get(index);
            if (check.step() != step) {
                step = check.step();
                picker.append(
                        "<h2>Step %d <span>%s</span></h2>\n".formatted(step, HtmlEscaper.text(check.stepTitle())));
            }
            picker.append("<a href=\"#check-%d\"%s><i class=\"verdict %s\">%s</i><span>%s</span></a>\n"
                    .formatted(
                            index,
                            index == chosen ? " class=\"chosen\"" : "",
                            HtmlEscaper.word(check.verdict()),
                            sign(check.verdict()),
                            HtmlEscaper.text(check.title())));
            sections.append(section(check, index, index == chosen));
            styles.append("body:has(#check-%d:target) a[href=\"#check-%d\"],".formatted(index, index));
        }
        return template()
                .replace("{lesson}", HtmlEscaper.text(lesson))
                .replace("/*{picked}*/", styles + "nav a.none { background: var(--picked); }")
                .replace("{picker}", picker)
                .replace("{checks}", sections);
    }

    /**
     * The one to look at first: what is not done and has a story; or else a cut in which something was missed and made up
     * for, if possible with all three lanes in use, and with few watches.
     */
    private static int chosen(List<Check> checks) {
        return IntStream.range(0, checks.size())
                .filter(index ->
                        !checks.get(index).isDone() && checks.get(index).isTold())
                .boxed()
                .findFirst()
                .or(() -> IntStream.range(0, checks.size()).boxed().max(Comparator.comparing(checks::get, INSTRUCTIVE)))
                .orElse(0);
    }

    private static String sign(String verdict) {
        return switch (verdict) {
            case "DONE" -> "✓";
            case "TODO" -> "○";
            default -> "✗";
        };
    }

    private static String section(Check check, int index, boolean isChosen) {
        String head = """
                <section class="check%s" id="check-%d">
                <header><p>Step %d, %s</p><h2>%s</h2><b class="verdict %s">%s</b></header>
                """.formatted(
                        isChosen ? " chosen" : "",
                        index,
                        check.step(),
                        HtmlEscaper.text(check.stepTitle()),
                        HtmlEscaper.text(check.title()),
                        HtmlEscaper.word(check.verdict()),
                        HtmlEscaper.text(check.verdict()));
        return head + check.told() + "</section>\n";
    }

    private static String template() {
        try (InputStream page = TimelinePage.class.getResourceAsStream("timeline.html")) {
            if (page == null) {
                throw new IllegalStateException("timeline.html is missing beside " + TimelinePage.class);
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
