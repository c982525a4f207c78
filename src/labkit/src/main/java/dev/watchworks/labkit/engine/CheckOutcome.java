package dev.watchworks.labkit.engine;

import java.util.List;

/** How a check came to its end. */
public sealed interface CheckOutcome {

    /** It returned. */
    record Returned() implements CheckOutcome {}

    /** It threw, or a thread that it had started did. */
    record Threw(Throwable thrown) implements CheckOutcome {}

    /** It was not back at its deadline; the stack is where it stood. */
    record TimedOut(List<StackTraceElement> stack) implements CheckOutcome {
        /** Copies the list. */
        public TimedOut {
            stack = List.copyOf(stack);
        }
    }

    /** A thread called {@code System.exit}; the stack is that thread's. */
    record Exited(List<StackTraceElement> stack) implements CheckOutcome {
        /** Copies the list. */
        public Exited {
            stack = List.copyOf(stack);
        }
    }
}
