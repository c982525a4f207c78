package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A phase of a follower. Each one does its part and returns the phase that comes next. */
sealed interface Phase {

    Phase next(Context context) throws InterruptedException;

    /** What all phases share. */
    record Context(
            WatchPitfallsLesson steps,
            ApiClient client,
            String namespace,
            Backoff backoff,
            KnownPods known,
            Consumer<Change> changes,
            StopSwitch stop,
            RandomGenerator random) {

        Phase unlessStopped(Phase phase) {
            return stop.isThrown() ? new Ended() : phase;
        }
    }

    record Listing(int failures) implements Phase {
        @Override
        public Phase next(Context context) {
            try {
                String version =
                        context.steps().relist(context.client(), context.namespace(), context.known().pods(), context.changes());
                return context.unlessStopped(new Watching(version, failures));
            } catch (ApiException refused) {
                Phase again = new Listing(failures + 1);
                return context.unlessStopped(
                        new Pausing(failures + 1, context.steps().retryAfter(refused), again));
            }
        }
    }

    record Watching(String version, int failures) implements Phase {
        @Override
        public Phase next(Context context) {
            long begun = System.nanoTime();
            StreamEnd end = context.steps().watchFrom(context.client(), context.namespace(), version, change -> {
                context.known().apply(change);
                context.changes().accept(change);
            });
            boolean brought = !end.resourceVersion().equals(version);
            boolean lived = Duration.ofNanos(System.nanoTime() - begun)
                            .compareTo(context.backoff().maximum())
                    > 0;
            int before = brought || lived ? 0 : failures;
            if (end.how() == How.TIMED_OUT && (brought || lived)) {
                return context.unlessStopped(new Watching(end.resourceVersion(), 0));
            }
            int now = before + 1;
            Phase then = end.how() == How.GONE ? new Listing(now) : new Watching(end.resourceVersion(), now);
            Duration asked = end.refusal() == null ? Duration.ZERO : context.steps().retryAfter(end.refusal());
            return context.unlessStopped(new Pausing(now, asked, then));
        }
    }

    record Pausing(int failures, Duration asked, Phase then) implements Phase {
        @Override
        public Phase next(Context context) throws InterruptedException {
            Backoff backoff = context.backoff();
            context.stop()
                    .pause(context.steps()
                            .pause(failures, backoff.base(), backoff.maximum(), asked, context.random()));
            return context.unlessStopped(then);
        }
    }

    record Ended() implements Phase {
        @Override
        public Phase next(Context context) {
            return this;
        }
    }
}
