package dev.watchworks.labkit.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
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
        timelines.add(2, "say what happens", "prints each pod", "DONE", CUT);
        String first = page();
        timelines.add(1, "find the cluster", "connects", "DONE", TimelineSnapshot.empty());
        String both = page();

        assertThat(first).contains("<h2>prints each pod</h2>").doesNotContain("connects");
        assertThat(both).containsSubsequence("<h2>Step 1 <span>find the cluster</span></h2>", "<h2>Step 2 <span>");
        assertThat(both).contains("This check saw no request, no output and no change on the cluster.");
    }

    @Test
    void thePageLoadsNothingAndEscapesTheOutput() throws Exception {
        new TimelineReport("03-informer", Optional.of(folder)).add(2, "say", "prints each pod", "WRONG", CUT);

        assertThat(page())
                .contains("&lt;script&gt;alert(&quot;no&quot;)&lt;/script&gt; &#123;checks} ·[2J")
                .doesNotContain("<script", "<link", "http://", "https://", "url(");
    }

    @Test
    void aCutAndTheRecoveryFromItAreDrawn() throws Exception {
        new TimelineReport("03-informer", Optional.of(folder)).add(2, "say", "prints each pod", "WRONG", CUT);

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
    void thePageShowsAFailedCheckFirstOrElseAGap() throws Exception {
        TimelineReport timelines = new TimelineReport("03-informer", Optional.of(folder));
        timelines.add(1, "one", "prints", "DONE", QUIET);
        timelines.add(2, "two", "recovers", "DONE", CUT);
        timelines.add(3, "three", "is empty", "TODO", TimelineSnapshot.empty());
        assertThat(page()).contains("<section class=\"check chosen\" id=\"check-1\">");

        timelines.add(3, "three", "stops", "WRONG", QUIET);
        assertThat(page()).contains("<section class=\"check chosen\" id=\"check-3\">");
    }

    @Test
    void withoutAFolderNoPageIsWritten() {
        new TimelineReport("03-informer", Optional.empty()).add(2, "say", "prints each pod", "DONE", CUT);

        assertThat(folder).isEmptyDirectory();
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("target/lab/timeline.html"));
    }
}
