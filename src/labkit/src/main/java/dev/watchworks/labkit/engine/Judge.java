package dev.watchworks.labkit.engine;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.Verdict;
import dev.watchworks.labkit.verdict.WrongAnswerError;
import dev.watchworks.todo.Todo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decides the verdict of a check.
 *
 * @param code knows the learner's frames
 * @param sentence what the check expects, as in {@code prints each new pod}
 * @param deadline how long the check may take
 */
public record Judge(LearnerFrames code, String sentence, Duration deadline) {

    /**
     * A verdict with its message.
     *
     * @param verdict never {@link Verdict#DONE}
     * @param diagnosis the message for the learner
     * @param frames the stack frames that help the learner
     */
    public record Failure(Verdict verdict, Diagnosis diagnosis, List<StackTraceElement> frames) {
        /** Copies the list. */
        public Failure {
            frames = List.copyOf(frames);
        }
    }

    /** Judges a check that has ended; returns empty when it passed. */
    public Optional<Failure> judge(CheckSandbox run, CheckOutcome outcome, List<Throwable> uncaught) {
        Optional<Todo> own = run.ownMarker();
        if (own.isPresent()) {
            return Optional.of(todo(own.get()));
        }
        if (outcome instanceof CheckOutcome.Exited exited) {
            return Optional.of(exited(exited.stack()));
        }
        Optional<Deadlock> deadlock = Deadlock.among(run.threads());
        if (deadlock.isPresent()) {
            return Optional.of(deadlocked(deadlock.get()));
        }
        if (outcome instanceof CheckOutcome.TimedOut late) {
            return Optional.of(hung(late.stack()));
        }
        if (outcome instanceof CheckOutcome.Threw threw) {
            return Optional.of(threw(run, threw.thrown()));
        }
        return uncaught.stream().findFirst().map(thrown -> threw(run, thrown));
    }

    /** Judges threads that did not end: HUNG for a spinning thread, WRONG for an idle one, empty for none. */
    public Optional<Failure> judge(LeftoverThreads leftovers) {
        if (!leftovers.spinning().isEmpty()) {
            Thread thread = leftovers.spinning().get(0);
            StackTraceElement[] stack = thread.getStackTrace();
            Diagnosis diagnosis = Diagnosis.of(
                    "your code " + sentence + ", and its threads end with the check",
                    "the thread \"%s\" still runs without a pause%s".formatted(thread.getName(), at(List.of(stack))));
            return Optional.of(new Failure(Verdict.HUNG, diagnosis, code.trimmed(stack)));
        }
        return leftovers.alive().stream().findFirst().map(thread -> {
            Diagnosis diagnosis = Diagnosis.of(
                            "all threads of your code end when it is stopped",
                            "%s: \"%s\"%s"
                                    .formatted(
                                            leftovers.alive().size() == 1
                                                    ? "1 thread still runs"
                                                    : leftovers.alive().size() + " threads still run, the first is",
                                            thread.getName(),
                                            at(List.of(thread.getStackTrace()))))
                    .because("stop everything that you start: a thread pool with shutdownNow(), an informer with its"
                            + " factory, a queue with shutDown()");
            return new Failure(Verdict.WRONG, diagnosis, code.trimmed(thread.getStackTrace()));
        });
    }

    private Failure todo(Todo marker) {
        Diagnosis diagnosis = Diagnosis.of(
                "your code " + sentence,
                "nothing is written yet: the TODO of step %d is still there%s"
                        .formatted(marker.step(), at(List.of(marker.getStackTrace()))));
        return new Failure(Verdict.TODO, diagnosis, List.of());
    }

    private Failure exited(List<StackTraceElement> stack) {
        Diagnosis diagnosis = Diagnosis.of("your code " + sentence, "it called System.exit" + at(stack))
                .because("System.exit ends the whole JVM: return instead, or throw an exception");
        return new Failure(Verdict.WRONG, diagnosis, code.trimmed(stack.toArray(StackTraceElement[]::new)));
    }

    private Failure deadlocked(Deadlock deadlock) {
        Diagnosis diagnosis = Diagnosis.of("your code " + sentence, deadlock.describe(code))
                .because(
                        "each thread waits for a lock that the other one holds, so neither can continue: take the locks in"
                                + " the same order everywhere, and call no handler or callback while you hold one");
        return new Failure(Verdict.HUNG, diagnosis, code.trimmed(deadlock.stack()));
    }

    private Failure hung(List<StackTraceElement> stack) {
        Diagnosis diagnosis = Diagnosis.of(
                        "your code " + sentence,
                        "it did not return within %d seconds: it was%s".formatted(deadline.toSeconds(), at(stack)))
                .because("a loop there never ends, or the code waits there for something that never happens");
        return new Failure(Verdict.HUNG, diagnosis, code.trimmed(stack.toArray(StackTraceElement[]::new)));
    }

    private Failure threw(CheckSandbox run, Throwable thrown) {
        Optional<EnvironmentException> environment = LearnerFrames.causes(thrown).stream()
                .filter(EnvironmentException.class::isInstance)
                .map(EnvironmentException.class::cast)
                .findFirst();
        if (environment.isPresent()) {
            return environment(environment.get());
        }
        List<StackTraceElement> frames = code.trimmed(thrown.getStackTrace());
        Optional<Todo> other = run.otherMarker();
        if (other.isPresent()) {
            return reachedOtherStep(other.get());
        }
        if (thrown instanceof WrongAnswerError wrong) {
            return new Failure(Verdict.WRONG, wrong.diagnosis(), frames);
        }
        Diagnosis diagnosis =
                new Diagnosis("your code " + sentence, found(thrown), ThrowableDescription.why(thrown), "");
        return new Failure(Verdict.WRONG, diagnosis, frames);
    }

    private String found(Throwable thrown) {
        if (thrown instanceof AssertionError) {
            return String.valueOf(thrown.getMessage());
        }
        return code.location(thrown)
                .map(location -> "it threw " + ThrowableDescription.of(thrown) + ", at " + location)
                // the check's own code threw, perhaps because of a value that the learner's code returned
                .orElseGet(() -> "the check failed with " + ThrowableDescription.of(thrown));
    }

    private Failure environment(EnvironmentException exception) {
        Throwable cause = exception.getCause();
        Diagnosis diagnosis = new Diagnosis(
                "a lab to run the check in",
                exception.problem(),
                cause == null ? "" : ThrowableDescription.of(cause),
                exception.remedy());
        return new Failure(Verdict.ENVIRONMENT, diagnosis, List.of());
    }

    private Failure reachedOtherStep(Todo other) {
        Diagnosis diagnosis = Diagnosis.of(
                        "your code " + sentence,
                        "it reached step %d, which is still TODO%s"
                                .formatted(other.step(), at(List.of(other.getStackTrace()))))
                .next("write step " + other.step() + " first");
        return new Failure(Verdict.WRONG, diagnosis, List.of());
    }

    private String at(List<StackTraceElement> stack) {
        return code.location(stack)
                .map(location -> " at " + location)
                .orElseGet(() -> stack.isEmpty() ? "" : " in " + method(stack.get(0)));
    }

    private static String method(StackTraceElement frame) {
        return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
