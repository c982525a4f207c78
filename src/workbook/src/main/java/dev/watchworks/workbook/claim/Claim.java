package dev.watchworks.workbook.claim;

import java.util.List;

/**
 * Something that a task promises or asks for.
 *
 * @param step the step of the task
 * @param quotes the sentences that state it, as the task has them, without markup
 * @param checks the names of the check methods that hold it
 * @param wrongAnswers the names of the kept wrong answers that break it
 */
public record Claim(int step, List<String> quotes, List<String> checks, List<String> wrongAnswers) {

    /** Copies the lists. */
    public Claim {
        quotes = List.copyOf(quotes);
        checks = List.copyOf(checks);
        wrongAnswers = List.copyOf(wrongAnswers);
    }

    @Override
    public String toString() {
        return "step " + step + ", \"" + String.join("\" and \"", quotes) + "\"";
    }
}
