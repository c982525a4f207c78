package dev.watchworks.runner;

import static org.awaitility.Awaitility.await;

import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerListener;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** Records the events of a runner, and waits for some of them. */
final class RecordedEvents implements RunnerListener {

    /** A check that hangs takes half a minute by itself. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final List<RunnerEvent> events = new CopyOnWriteArrayList<>();
    private volatile int seen;

    @Override
    public void on(RunnerEvent event) {
        events.add(event);
    }

    List<RunnerEvent> all() {
        return List.copyOf(events);
    }

    /** Forgets what happened until now. */
    void forget() {
        seen = events.size();
    }

    /** Waits for the next event of a type that this test looks for, and returns it. */
    <T extends RunnerEvent> T next(Class<T> type, Predicate<T> wanted) {
        try {
            await("an event " + type.getSimpleName())
                    .atMost(LONGEST)
                    .until(() -> find(type, wanted).isPresent());
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("no " + type.getSimpleName() + " among " + events, late);
        }
        return find(type, wanted).orElseThrow();
    }

    <T extends RunnerEvent> T next(Class<T> type) {
        return next(type, event -> true);
    }

    private <T extends RunnerEvent> Optional<T> find(Class<T> type, Predicate<T> wanted) {
        return events.stream()
                .skip(seen)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst();
    }
}
