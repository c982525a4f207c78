package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.TimeoutFactor;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.WrongAnswer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Something that a check waits for, with the words in which a learner is told if it does not come.
 *
 * <pre>{@code
 * lab.expect("a line `add a deployment: web` for the deployment that was just created")
 *         .within(Duration.ofSeconds(5))
 *         .because("client-java calls onAdd for each deployment that it finds or that is created")
 *         .until(() -> lab.output().has("add a deployment: web"))
 *         .otherwise(() -> lab.output().describe());
 * }</pre>
 *
 * <p>A wait ends early when it has become pointless: the step's own TODO was met, or what runs in the background failed.
 */
public final class Expectation {

    /** Many times what anything in a lab takes on a busy machine; met expectations do not wait for it. */
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

    /** Short for a person, and cheap: two hundred looks a second. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final String expected;
    private final Runnable pointless;
    private Duration patience = DEFAULT_PATIENCE;
    private Supplier<String> why = () -> "";
    private String next = "";
    private boolean lasting;
    private Duration stay = Duration.ZERO;
    private Callable<Boolean> condition = () -> true;

    Expectation(String expected, Runnable pointless) {
        this.expected = expected;
        this.pointless = pointless;
    }

    /** How long to wait at most; five seconds if this is not called. */
    public Expectation within(Duration atMost) {
        patience = atMost;
        return this;
    }

    /** What explains the expectation to someone who did not meet it, as a sentence. */
    public Expectation because(String explanation) {
        return because(() -> explanation);
    }

    /** The same where what explains it depends on what came instead; asked at the end. */
    public Expectation because(Supplier<String> explanation) {
        why = explanation;
        return this;
    }

    /** What to read or to try next, where the step's hint does not say it. */
    public Expectation next(String nextThing) {
        next = nextThing;
        return this;
    }

    /** What must become true; {@link #otherwise} begins the wait. */
    public Expectation until(Callable<Boolean> wanted) {
        condition = wanted;
        lasting = false;
        return this;
    }

    /**
     * What must become true and then stay so for a time, as a number of requests that is neither too small nor grows;
     * {@link #otherwise} begins the wait.
     */
    public Expectation untilStable(Duration time, Callable<Boolean> wanted) {
        until(wanted);
        stay = time;
        return this;
    }

    /** What must be true at once and stay so for a time; {@link #otherwise} begins to look. */
    public Expectation during(Duration time, Callable<Boolean> wanted) {
        patience = time;
        condition = wanted;
        lasting = true;
        return this;
    }

    /** What must be true right now; {@link #otherwise} looks once. */
    public Expectation now(Callable<Boolean> wanted) {
        return during(Duration.ZERO, wanted);
    }

    /**
     * Waits, and ends the check with a diagnosis if the expectation is not met.
     *
     * @param found says what the learner's code did instead, such as {@code your code printed nothing}; asked at the end
     * @throws WrongAnswer if the expectation is not met
     * @throws Exception what the condition throws
     */
    public void otherwise(Supplier<String> found) throws Exception {
        boolean met = lasting ? holds(patience) : comes() && (stay.isZero() || holds(stay));
        if (!met) {
            pointless.run();
            throw new WrongAnswer(new Diagnosis(expected, found.get(), why.get(), next));
        }
    }

    /** Asks no more once the answer was yes: a condition may take what it looks for out of a queue. */
    private boolean comes() throws Exception {
        long deadline = System.nanoTime() + TimeoutFactor.applyTo(patience).toNanos();
        boolean met = condition.call();
        while (!met && System.nanoTime() < deadline) {
            pause();
            met = condition.call();
        }
        return met;
    }

    private boolean holds(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        boolean met = condition.call();
        while (met && System.nanoTime() < end) {
            pause();
            met = condition.call();
        }
        return met;
    }

    private void pause() throws InterruptedException {
        pointless.run();
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException("the check was ended while it waited for " + expected);
        }
    }
}
