package dev.watchworks.labkit.verdict;

import java.util.List;

/**
 * Everything that labkit reports about a check that did not pass.
 *
 * @param step which step it belongs to
 * @param verdict never {@link Verdict#DONE}
 * @param diagnosis the message for the learner
 * @param seen the events before the failure, each with its time, from the check's timeline; empty when these
 *     events do not explain the failure
 * @param details the lines above the summary: stack frames of the learner, last output, last requests, log lines
 */
public record Finding(
        StepReference step, Verdict verdict, Diagnosis diagnosis, List<SeenEvent> seen, List<String> details) {

    /** Copies the lists. */
    public Finding {
        seen = List.copyOf(seen);
        details = List.copyOf(details);
    }
}
