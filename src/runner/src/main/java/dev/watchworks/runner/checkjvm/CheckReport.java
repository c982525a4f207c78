package dev.watchworks.runner.checkjvm;

import dev.watchworks.labkit.report.FindingFormatter;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.SeenEvent;
import java.util.List;

/**
 * What a learner reads about a check, beside its verdict: the words of labkit, as Maven prints them.
 *
 * @param title what the check expects, in words
 * @param lines the whole message in lines; empty when the check passed
 * @param next what to read or to do now, or empty when the hints say it
 * @param seen the events before the failure, each with its time
 * @param details stack frames, the last output, the last requests and log lines
 * @param notes what a check of a prediction measured
 * @param milliseconds how long the check took
 */
public record CheckReport(
        String title,
        List<String> lines,
        String next,
        List<String> seen,
        List<String> details,
        List<MeasurementNote> notes,
        long milliseconds) {

    /** The report on a check of which nothing but the verdict is known. */
    static final CheckReport EMPTY = new CheckReport("", List.of(), "", List.of(), List.of(), List.of(), 0);

    /** Copies the lists. */
    public CheckReport {
        lines = List.copyOf(lines);
        seen = List.copyOf(seen);
        details = List.copyOf(details);
        notes = List.copyOf(notes);
    }

    static CheckReport passed(String title, List<MeasurementNote> notes, long milliseconds) {
        return new CheckReport(title, List.of(), "", List.of(), List.of(), notes, milliseconds);
    }

    static CheckReport failed(String title, Finding finding, long milliseconds) {
        return new CheckReport(
                title,
                FindingFormatter.formatForScreen(finding),
                finding.diagnosis().next(),
                finding.seen().stream().map(SeenEvent::text).toList(),
                finding.details(),
                List.of(),
                milliseconds);
    }
}
