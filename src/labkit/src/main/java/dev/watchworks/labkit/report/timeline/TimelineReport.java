package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
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
     * @param title what the check expects, in words
     * @param diagnosis the message of a check that did not pass
     * @param notes what a check that passed has measured
     */
    public synchronized void add(
            StepReference step,
            String title,
            Verdict verdict,
            Optional<Diagnosis> diagnosis,
            List<MeasurementNote> notes,
            TimelineSnapshot snapshot) {
        checks.add(TimelinePage.Check.of(step, title, verdict, CheckMessage.of(diagnosis, notes), snapshot));
        checks.sort(Comparator.comparingInt(check -> check.step().step()));
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
