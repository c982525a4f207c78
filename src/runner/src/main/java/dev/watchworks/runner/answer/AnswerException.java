package dev.watchworks.runner.answer;

import java.io.Serial;

/** Something cannot be done with a learner's files. The message says what, why, and what to do next. */
public final class AnswerException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Makes an exception whose message is for the learner. */
    public AnswerException(String message) {
        super(message);
    }
}
