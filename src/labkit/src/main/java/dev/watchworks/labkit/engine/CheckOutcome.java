package dev.watchworks.labkit.engine;

import java.util.List;

/** How a check ended. */
public sealed interface CheckOutcome {

    /** It returned. */
    record Returned() implements CheckOutcome {}

    /** It threw, or a thread that it had started did. */
    record Threw(Throwable thrown) implements CheckOutcome {}

    /** It did not return before its deadline; the stack is that of its thread at the deadline. */
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
