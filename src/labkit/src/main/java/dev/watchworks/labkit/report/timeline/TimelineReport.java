package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.verdict.StepReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The stories of a lesson's checks in this JVM, and the page that they are written to. */
public final class TimelineReport {

    private final String lesson;
    private final Optional<Path> folder;
    private final List<TimelinePage.Check> checks = new ArrayList<>();

    /**
     * Prepares a page without a check.
     *
     * @param folder the folder of the lesson or of its solution; empty where no page is wanted
     */
    public TimelineReport(String lesson, Optional<Path> folder) {
        this.lesson = lesson;
        this.folder = folder;
    }

    /**
     * Takes the story of a check and writes the page anew, so that it is there whatever the next check does.
     *
     * @param stepTitle what the step is about
     * @param title what the check looks at, in words
     * @param verdict as the summary has it
     */
    public synchronized void add(int step, String stepTitle, String title, String verdict, TimelineSnapshot story) {
        checks.add(new TimelinePage.Check(step, stepTitle, title, verdict, story));
        checks.sort(Comparator.comparingInt(TimelinePage.Check::step));
        folder.map(place -> place.resolve(StepReference.TIMELINE_PAGE)).ifPresent(this::write);
    }

    private void write(Path page) {
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, TimelinePage.of(lesson, checks));
        } catch (IOException unwritable) {
            // the verdict does not depend on it
        }
    }
}
