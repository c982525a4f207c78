package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the page with the timelines of a lesson's checks. It needs only a browser: it loads nothing and has no script.
 */
final class TimelinePage {

    private static final String NOTHING =
            "<p class=\"nothing\">This check saw no request, no output and no change on the cluster.</p>\n";

    /**
     * The greatest check is the richest one: it has a change during a gap, or else events in the learner's lane, and few
     * watches. Of two such checks, the one of the later step is the greater one.
     */
    private static final Comparator<Check> RICHEST = Comparator.comparing(
                    (Check check) -> check.snapshot().changesInGaps() > 0)
            .thenComparing(check -> check.snapshot().hasLearnerEvents())
            .thenComparing(Check::hasEvents)
            .thenComparing(check -> -check.snapshot().watches().size())
            .thenComparing(check -> check.step().step());

    private TimelinePage() {}

    /**
     * One check on the page.
     *
     * @param title what the check expects, in words
     * @param snapshot its events
     * @param html its message and its events in HTML
     */
    record Check(StepReference step, String title, Verdict verdict, TimelineSnapshot snapshot, String html) {

        /** Makes the HTML once, although the page is written after each check. */
        static Check of(StepReference step, String title, Verdict verdict, String message, TimelineSnapshot snapshot) {
            String events = snapshot.events().isEmpty()
                    ? NOTHING
                    : TimelineOverview.of(snapshot) + TimelineLegend.of(snapshot) + TimelineRows.of(snapshot);
            return new Check(step, title, verdict, snapshot, message + events);
        }

        boolean isDone() {
            return verdict == Verdict.DONE;
        }

        boolean hasEvents() {
            return !snapshot.events().isEmpty();
        }
    }

    static String of(String lesson, List<Check> checks) {
        int chosen = firstShown(checks);
        StringBuilder picker = new StringBuilder();
        StringBuilder sections = new StringBuilder();
        StringBuilder styles = new StringBuilder();
        int step = -1;
        for (int index = 0; index < checks.size(); index++) {
            Check check = checks.get(index);
            if (check.step().step() != step) {
                step = check.step().step();
                picker.append("<h2>Step %d <span>%s</span></h2>\n"
                        .formatted(step, HtmlEscaper.text(check.step().title())));
            }
            picker.append("<a href=\"#check-%d\"%s><i class=\"verdict %s\">%s</i><span>%s</span></a>\n"
                    .formatted(
                            index,
                            index == chosen ? " class=\"chosen\"" : "",
                            HtmlEscaper.cssClass(check.verdict().name()),
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

    /** Chooses the check that the page shows first: the first one that is not done, or else the richest one. */
    private static int firstShown(List<Check> checks) {
        return IntStream.range(0, checks.size())
                .filter(index -> !checks.get(index).isDone())
                .boxed()
                .findFirst()
                .or(() -> IntStream.range(0, checks.size()).boxed().max(Comparator.comparing(checks::get, RICHEST)))
                .orElse(0);
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case DONE -> "✓";
            case TODO -> "○";
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
                        check.step().step(),
                        HtmlEscaper.text(check.step().title()),
                        HtmlEscaper.text(check.title()),
                        HtmlEscaper.cssClass(check.verdict().name()),
                        check.verdict().name());
        return head + check.html() + "</section>\n";
    }

    private static String template() {
        try (InputStream page = TimelinePage.class.getResourceAsStream("timeline.html")) {
            if (page == null) {
                throw new IllegalStateException("timeline.html is missing next to " + TimelinePage.class);
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
