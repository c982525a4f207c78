package dev.watchworks.apiserver.controllers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a controller retries. */
class ControllerTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private final Deque<Runnable> alarms = new ArrayDeque<>();
    private final Timers timers = new Timers() {
        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            delays.add(delay);
            alarms.add(task);
            return () -> alarms.remove(task);
        }

        @Override
        public void close() {}
    };
    private final Timers storeTimers = Timers.daemon();
    private final Store store = new Store(Clock.systemUTC(), WatchCacheSettings.KUBERNETES, storeTimers);
    private final GenericRegistry registry =
            new GenericRegistry(new ResourceTypes(BuiltinResourceTypes.all()), store, Clock.systemUTC(), 1);

    /** Throws the next failure of a list, then succeeds. */
    private final class FailingController extends Controller<String> {
        private final Deque<RuntimeException> failures;
        private int syncs;

        FailingController(RuntimeException... failures) {
            super("failing", ControllerTest.this.context());
            this.failures = new ArrayDeque<>(List.of(failures));
        }

        @Override
        public void addEventHandlers(SharedInformerFactory informers) {}

        @Override
        protected void sync(String key) {
            syncs++;
            RuntimeException failure = failures.poll();
            if (failure != null) {
                throw failure;
            }
        }

        void add(String key) {
            queue.add(key);
            runAll();
        }
    }

    private ControllerContext context() {
        EventRecorder events = new EventRecorder(registry, Clock.systemUTC());
        return new ControllerContext(
                registry, Clock.systemUTC(), tasks::add, timers, events, SimulatedLatency.immediate());
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @AfterEach
    void close() {
        registry.close();
        store.close();
        storeTimers.close();
    }

    @Test
    void aKeyWhoseSyncFailsIsSyncedAgainAfterAGrowingDelay() {
        FailingController controller =
                new FailingController(new ConflictException("first"), new IllegalStateException("second"));
        controller.add("a");
        alarms.remove().run();
        runAll();
        alarms.remove().run();
        runAll();
        assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(10));
        assertThat(controller.syncs).isEqualTo(3);
        assertThat(alarms).isEmpty();
    }

    @Test
    void aSuccessResetsTheDelay() {
        FailingController controller = new FailingController(new ConflictException("first"));
        controller.add("a");
        alarms.remove().run();
        runAll();
        controller.failures.add(new ConflictException("second"));
        controller.add("a");
        assertThat(delays).containsExactly(Duration.ofMillis(5), Duration.ofMillis(5));
    }
}
