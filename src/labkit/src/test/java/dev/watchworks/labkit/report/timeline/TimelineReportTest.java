package dev.watchworks.labkit.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineReportTest {
    private static final TimelineSnapshot CUT = new TimelineSnapshot(
            List.of(
                    event(1.0, Lane.WIRE, Kind.WATCH, 3, "your code opened a watch of pods from 41"),
                    event(1.1, Lane.LEARNER, Kind.PRINTED, 0, "<script>alert(\"no\")</script> {checks} \u001b[2J"),
                    event(1.2, Lane.WIRE, Kind.FAULT, 3, "the answer was broken off"),
                    event(1.3, Lane.CLUSTER, Kind.CHANGED, 0, "the check deleted the pod web"),
                    event(1.4, Lane.WIRE, Kind.RECOVERED, 4, "your code opened a new watch of pods from 42"),
                    event(1.5, Lane.WIRE, Kind.EVENT, 4, "DELETED web (version 43)")),
            List.of(
                    new WatchSpan(3, "pods", seconds(1.0), seconds(1.2), WatchSpan.End.CUT),
                    new WatchSpan(4, "pods", seconds(1.4), null, WatchSpan.End.OPEN)),
            List.of(new WatchGap("pods", seconds(1.2), seconds(1.41), 4, false)));

    private static final TimelineSnapshot QUIET =
            new TimelineSnapshot(List.of(event(0.5, Lane.LEARNER, Kind.PRINTED, 0, "hello")), List.of(), List.of());

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static TimelineEvent event(double at, Lane lane, Kind kind, long exchange, String text) {
        return new TimelineEvent(seconds(at), lane, kind, exchange, text);
    }

    @TempDir
    private Path folder;

    @Test
    void thePageIsWrittenAfterEachCheck() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        add(timelines, 2, "say what happens", "prints each pod", Verdict.DONE, CUT);
        String first = page();
        add(timelines, 1, "find the cluster", "connects", Verdict.DONE, TimelineSnapshot.empty());
        String both = page();

        assertThat(first).contains("<h2>prints each pod</h2>").doesNotContain("connects");
        assertThat(both).containsSubsequence("<h2>Step 1 <span>find the cluster</span></h2>", "<h2>Step 2 <span>");
        assertThat(both).contains("This check saw no request, no output and no change on the cluster.");
    }

    @Test
    void thePageLoadsNothingAndEscapesTheOutput() throws Exception {
        add(new TimelineReport("03-informer", Optional.of(folder)), 2, "say", "prints each pod", Verdict.WRONG, CUT);

        assertThat(page())
                .contains("&lt;script&gt;alert(&quot;no&quot;)&lt;/script&gt; &#123;checks} ·[2J")
                .doesNotContain("<script", "<link", "http://", "https://", "url(");
    }

    @Test
    void aCutAndTheRecoveryFromItAreDrawn() throws Exception {
        add(new TimelineReport("03-informer", Optional.of(folder)), 2, "say", "prints each pod", Verdict.WRONG, CUT);

        assertThat(page())
                .as("the watch up to the row of the fault")
                .contains("<i class=\"bar cut\" style=\"grid-row:2/5;grid-column:3\" title=\"a watch of pods\"></i>")
                .as("the next one below it, in the same track")
                .contains("<i class=\"bar open\" style=\"grid-row:6/8;grid-column:3\" title=\"a watch of pods\"></i>")
                .as("between them the row of the change that nobody saw")
                .contains("<i class=\"gap recovered\" style=\"grid-row:5/6\" title=\"no watch of pods\"></i>")
                .contains("<b class=\"deleted\">DELETED</b> web <small>version 43</small>");
    }

    @Test
    void thePageShowsTheLowestCheckThatIsNotDoneFirst() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        add(timelines, 4, "four", "stops", Verdict.WRONG, CUT);
        add(timelines, 2, "two", "recovers", Verdict.DONE, CUT);
        add(timelines, 3, "three", "is empty", Verdict.TODO, TimelineSnapshot.empty());
        assertThat(page()).contains("<section class=\"check chosen\" id=\"check-1\">");
    }

    @Test
    void thePageShowsTheRichestCheckOfTheLatestStepIfAllAreDone() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        add(timelines, 1, "one", "recovers", Verdict.DONE, CUT);
        add(timelines, 2, "two", "prints", Verdict.DONE, QUIET);
        add(timelines, 2, "two", "recovers again", Verdict.DONE, CUT);
        add(timelines, 2, "two", "is empty", Verdict.DONE, TimelineSnapshot.empty());
        assertThat(page()).contains("<section class=\"check chosen\" id=\"check-2\">");
    }

    @Test
    void thePageShowsTheMessageOfACheck() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        add(timelines, 2, "say", "prints each pod", Verdict.WRONG, CUT);
        timelines.add(
                new StepReference("lessons", "03-informer", 3, "predict"),
                "predicts",
                Verdict.DONE,
                Optional.empty(),
                List.of(new MeasurementNote("3 requests", "each watch is one")),
                QUIET);
        assertThat(page()).contains("""
                <dl>
                <dt>expected</dt><dd>a watch from 42</dd>
                <dt>but</dt><dd>it began from &lt;0&gt;</dd>
                <dt>why</dt><dd>0 means any version</dd>
                </dl>
                """, """
                <dl>
                <dt>measured</dt><dd>3 requests</dd>
                <dt>why</dt><dd>each watch is one</dd>
                </dl>
                """);
    }

    @Test
    void theLegendExplainsTheSignsOfTheCheckAndNoOthers() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        add(timelines, 2, "say", "prints", Verdict.DONE, QUIET);
        assertThat(page()).contains("""
                <ul class="legend">
                <li><i class="dot learner"></i> your code prints a line, or a handler or a queue is called</li>
                </ul>
                """);
        add(timelines, 3, "say", "recovers", Verdict.DONE, CUT);
        assertThat(page())
                .contains("<i class=\"bar cut\"></i>", "<i class=\"dot recovered\"></i>", "<i class=\"gap\"></i>")
                .doesNotContain("<i class=\"dot refused\"></i>");
    }

    @Test
    void withoutAFolderNoPageIsWritten() {
        add(new TimelineReport("03-informer", Optional.empty()), 2, "say", "prints each pod", Verdict.DONE, CUT);

        assertThat(folder).isEmptyDirectory();
    }

    private static void add(
            TimelineReport timelines,
            int step,
            String stepTitle,
            String title,
            Verdict verdict,
            TimelineSnapshot seen) {
        Optional<Diagnosis> diagnosis = verdict == Verdict.DONE
                ? Optional.empty()
                : Optional.of(new Diagnosis("a watch from 42", "it began from <0>", "0 means any version", ""));
        StepReference reference = new StepReference("lessons", "03-informer", step, stepTitle);
        timelines.add(reference, title, verdict, diagnosis, List.of(), seen);
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("target/lab/timeline.html"));
    }
}
