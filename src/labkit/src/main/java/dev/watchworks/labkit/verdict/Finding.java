package dev.watchworks.labkit.verdict;

import java.util.List;

/**
 * All that is known of a check that did not pass.
 *
 * @param step which step it belongs to
 * @param verdict anything but {@link Verdict#DONE}
 * @param diagnosis what the learner is told
 * @param details what goes before the summary: stack frames of the learner, last output, what client-java logged
 */
public record Finding(StepName step, Verdict verdict, Diagnosis diagnosis, List<String> details) {

    /** Copies the list. */
    public Finding {
        details = List.copyOf(details);
    }
}
