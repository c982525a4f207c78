package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import io.kubernetes.client.openapi.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Goes from state to state until it is done. */
final class FollowMachine {

    /** A watch that lived so long was no failure, even if nothing happened. */
    private static final Duration LONG_LIFE = Duration.ofSeconds(1);

    /** The requests that the machine needs. */
    interface Requests {
        String relist() throws ApiException;

        StreamEnd watchFrom(String version, Consumer<Change> changes);

        Duration retryAfter(ApiException refused);
    }

    private final Requests requests;
    private final StopSignal signal;
    private final Backoff backoff;
    private final Consumer<Change> changes;
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

    FollowMachine(Requests requests, StopSignal signal, Backoff backoff, Consumer<Change> changes) {
        this.requests = requests;
        this.signal = signal;
        this.backoff = backoff;
        this.changes = changes;
    }

    void run() throws InterruptedException {
        State state = new State.Listing(0);
        while (!(state instanceof State.Done)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted in the state " + state);
            }
            state = signal.isGiven() ? new State.Done() : step(state);
        }
    }

    private State step(State state) throws InterruptedException {
        if (state instanceof State.Listing listing) {
            return list(listing);
        } else if (state instanceof State.Watching watching) {
            return watch(watching);
        } else if (state instanceof State.Pausing pausing) {
            signal.await(backoff.pause(pausing.failures(), pausing.asked(), random));
            return pausing.then();
        }
        return state;
    }

    private State list(State.Listing now) {
        try {
            return new State.Watching(requests.relist(), now.failures());
        } catch (ApiException refused) {
            int failures = now.failures() + 1;
            return new State.Pausing(requests.retryAfter(refused), failures, new State.Listing(failures));
        }
    }

    private State watch(State.Watching now) {
        Instant begin = Instant.now();
        Counter counter = new Counter(changes);
        StreamEnd end = requests.watchFrom(now.version(), counter);
        boolean lived = counter.count > 0
                || Duration.between(begin, Instant.now()).compareTo(LONG_LIFE) >= 0;
        Duration asked = end.refusal() == null ? Duration.ZERO : requests.retryAfter(end.refusal());
        boolean clean = end.how() == StreamEnd.How.TIMED_OUT;
        int failures = (lived ? 0 : now.failures()) + (lived && clean ? 0 : 1);

        State again = new State.Watching(end.resourceVersion(), failures);
        if (clean && failures <= 1) {
            // The first empty end in a row may be an accident.
            return again;
        }
        State then = end.how() == StreamEnd.How.GONE ? new State.Listing(failures) : again;
        return new State.Pausing(asked, failures, then);
    }

    private static final class Counter implements Consumer<Change> {
        private final Consumer<Change> next;
        private int count;

        Counter(Consumer<Change> next) {
            this.next = next;
        }

        @Override
        public void accept(Change change) {
            count++;
            next.accept(change);
        }
    }
}
