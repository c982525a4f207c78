package dev.watchworks.labkit.engine;

import java.util.List;

/** How a check came to its end. */
public sealed interface Outcome {

    /** It returned. */
    record Returned() implements Outcome {}

    /** It threw, or a thread that it had started did. */
    record Threw(Throwable thrown) implements Outcome {}

    /** It was not back at its deadline; the stack is where it stood. */
    record TimedOut(List<StackTraceElement> stack) implements Outcome {
        /** Copies the list. */
        public TimedOut {
            stack = List.copyOf(stack);
        }
    }

    /** A thread called {@code System.exit}; the stack is that thread's. */
    record Exited(List<StackTraceElement> stack) implements Outcome {
        /** Copies the list. */
        public Exited {
            stack = List.copyOf(stack);
        }
    }
}
