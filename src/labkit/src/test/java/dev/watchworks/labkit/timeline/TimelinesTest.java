package dev.watchworks.labkit.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.timeline.Moment.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelinesTest {
    private static final Story CUT = new Story(List.of(
            moment(Lane.WIRE, Mark.WATCH, "your code opened a watch of pods from 41"),
            moment(Lane.LEARNER, Mark.PRINTED, "printed: <script>alert(\"no\")</script>"),
            moment(Lane.WIRE, Mark.FAULT, "the lab's fault struck: reset"),
            moment(Lane.WIRE, Mark.END, "the watch was cut")));

    private static Moment moment(Lane lane, Mark mark, String words) {
        return new Moment(Duration.ofMillis(1204), lane, mark, lane == Lane.WIRE ? 3 : 0, words);
    }

    @TempDir
    private Path folder;

    @Test
    void thePageStandsBesideTheLessonAfterEachCheck() throws Exception {
        Timelines timelines = new Timelines("03-informer", Optional.of(folder));
        timelines.add(2, "prints each pod", "DONE", CUT);
        String first = Files.readString(folder.resolve("target/lab/timeline.html"));
        timelines.add(1, "connects", "DONE", new Story(List.of()));
        String both = Files.readString(folder.resolve("target/lab/timeline.html"));

        assertThat(first).contains("<b>Step 2</b> prints each pod").doesNotContain("connects");
        assertThat(both.indexOf("<b>Step 1</b> connects")).isPositive().isLessThan(both.indexOf("<b>Step 2</b>"));
        assertThat(both).contains("Nothing was seen: this check needs no cluster.");
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndTrustsNoOutput() throws Exception {
        new Timelines("03-informer", Optional.of(folder)).add(2, "prints each pod", "WRONG", CUT);
        String page = Files.readString(folder.resolve("target/lab/timeline.html"));

        assertThat(page)
                .contains("printed: &lt;script&gt;alert(&quot;no&quot;)&lt;/script&gt;")
                .doesNotContain("<script", "<link", "http://", "https://", "url(");
    }

    @Test
    void aWatchIsABarThatEndsWhereItWasCut() throws Exception {
        new Timelines("03-informer", Optional.of(folder)).add(2, "prints each pod", "WRONG", CUT);
        String page = Files.readString(folder.resolve("target/lab/timeline.html"));

        assertThat(page).contains("<i class=\"bar cut\" style=\"grid-row:2/6;grid-column:3\"></i>");
    }

    @Test
    void whereNoPageIsWantedNoneIsWritten() {
        new Timelines("03-informer", Optional.empty()).add(2, "prints each pod", "DONE", CUT);

        assertThat(folder).isEmptyDirectory();
    }
}
