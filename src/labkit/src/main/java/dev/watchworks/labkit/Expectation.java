package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.TimeoutFactor;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.WrongAnswerError;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Something that a check waits for, and the message for the learner if it does not come.
 *
 * <pre>{@code
 * lab.expect("a line `add a deployment: web` for the deployment that was just created")
 *         .within(Duration.ofSeconds(5))
 *         .because("client-java calls onAdd for each deployment that it finds or that is created")
 *         .until(() -> lab.output().has("add a deployment: web"))
 *         .otherwise(() -> lab.output().describe());
 * }</pre>
 *
 * <p>A wait ends early when it has become pointless: the code has reached the step's own TODO, or a background task has
 * failed.
 */
public final class Expectation {

    /** Many times what any operation in a lab takes on a busy machine. A condition that comes true ends the wait. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** Two hundred polls a second cost little, and no person notices the delay. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private final String expected;
    private final Runnable throwIfPointless;
    private Duration timeout = DEFAULT_TIMEOUT;
    private Supplier<String> why = () -> "";
    private String next = "";
    private boolean mustHoldFromTheStart;
    private Duration stableFor = Duration.ZERO;
    private Callable<Boolean> condition = () -> true;

    Expectation(String expected, Runnable throwIfPointless) {
        this.expected = expected;
        this.throwIfPointless = throwIfPointless;
    }

    /** Sets how long to wait at most; the default is five seconds. */
    public Expectation within(Duration atMost) {
        timeout = atMost;
        return this;
    }

    /** Sets the explanation for the learner, as a sentence. */
    public Expectation because(String explanation) {
        return because(() -> explanation);
    }

    /** Sets an explanation that depends on what the code did instead; it is called when the expectation is not met. */
    public Expectation because(Supplier<String> explanation) {
        why = explanation;
        return this;
    }

    /** Sets what to read or to try next, where the hints of the step do not say it. */
    public Expectation next(String nextStep) {
        next = nextStep;
        return this;
    }

    /** Sets a condition that must become true. {@link #otherwise} begins the wait. */
    public Expectation until(Callable<Boolean> wanted) {
        condition = wanted;
        mustHoldFromTheStart = false;
        return this;
    }

    /**
     * Sets a condition that must become true and then stay true for a time, such as the right number of requests.
     * {@link #otherwise} begins the wait.
     */
    public Expectation untilStable(Duration time, Callable<Boolean> wanted) {
        until(wanted);
        stableFor = time;
        return this;
    }

    /** Sets a condition that must be true at once and stay true for a time. {@link #otherwise} begins to check it. */
    public Expectation during(Duration time, Callable<Boolean> wanted) {
        timeout = time;
        condition = wanted;
        mustHoldFromTheStart = true;
        return this;
    }

    /** Sets a condition that must be true right now. {@link #otherwise} checks it once. */
    public Expectation now(Callable<Boolean> wanted) {
        return during(Duration.ZERO, wanted);
    }

    /**
     * Waits for the condition.
     *
     * @param found returns what the learner's code did instead, such as {@code your code printed nothing}; it is called
     *     when the expectation is not met
     * @throws WrongAnswerError when the expectation is not met
     * @throws Exception when the condition throws it
     */
    public void otherwise(Supplier<String> found) throws Exception {
        boolean met = mustHoldFromTheStart
                ? staysTrue(timeout)
                : becomesTrue() && (stableFor.isZero() || staysTrue(stableFor));
        if (!met) {
            throwIfPointless.run();
            throw new WrongAnswerError(new Diagnosis(expected, found.get(), why.get(), next));
        }
    }

    /** Does not call the condition again once it was true: it may take an element out of a queue. */
    private boolean becomesTrue() throws Exception {
        long deadline = System.nanoTime() + TimeoutFactor.applyTo(timeout).toNanos();
        boolean met = condition.call();
        while (!met && System.nanoTime() < deadline) {
            pause();
            met = condition.call();
        }
        return met;
    }

    private boolean staysTrue(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        boolean met = condition.call();
        while (met && System.nanoTime() < end) {
            pause();
            met = condition.call();
        }
        return met;
    }

    private void pause() throws InterruptedException {
        throwIfPointless.run();
        LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException("the check was ended while it waited for " + expected);
        }
    }
}
