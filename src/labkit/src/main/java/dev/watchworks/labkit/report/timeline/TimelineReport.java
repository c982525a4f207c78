package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.verdict.StepReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects the timelines of a lesson's checks in this JVM, and writes them to a page. */
public final class TimelineReport {

    private final String lesson;
    private final Optional<Path> folder;
    private final List<TimelinePage.Check> checks = new ArrayList<>();

    /**
     * Makes a report without a check.
     *
     * @param folder the folder of the lesson or of its solution; empty to write no page
     */
    public TimelineReport(String lesson, Optional<Path> folder) {
        this.lesson = lesson;
        this.folder = folder;
    }

    /**
     * Adds a check and writes the page again, so that the page exists even if the next check ends the JVM.
     *
     * @param stepTitle the title of the step
     * @param title what the check expects, in words
     * @param verdict as the summary has it
     */
    public synchronized void add(int step, String stepTitle, String title, String verdict, TimelineSnapshot snapshot) {
        checks.add(new TimelinePage.Check(step, stepTitle, title, verdict, snapshot));
        checks.sort(Comparator.comparingInt(TimelinePage.Check::step));
        folder.map(place -> place.resolve(StepReference.TIMELINE_PAGE)).ifPresent(this::write);
    }

    private void write(Path page) {
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, TimelinePage.of(lesson, checks));
        } catch (IOException unwritable) {
            // the verdict does not depend on the page
        }
    }
}
