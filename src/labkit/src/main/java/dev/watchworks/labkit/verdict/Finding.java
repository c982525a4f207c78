package dev.watchworks.labkit.verdict;

import java.util.List;

/**
 * All that is known of a check that did not pass.
 *
 * @param step which step it belongs to
 * @param verdict anything but {@link Verdict#DONE}
 * @param diagnosis what the learner is told
 * @param seen what led to it, from the check's timeline, one event a line with its time; empty where that explains nothing
 * @param details what goes before the summary: stack frames of the learner, last output, what client-java logged
 */
public record Finding(
        StepReference step, Verdict verdict, Diagnosis diagnosis, List<String> seen, List<String> details) {

    /** Copies the lists. */
    public Finding {
        seen = List.copyOf(seen);
        details = List.copyOf(details);
    }
}
