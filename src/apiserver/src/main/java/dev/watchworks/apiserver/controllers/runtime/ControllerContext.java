package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * The objects that all controllers share.
 *
 * @param registry through which a controller reads and writes
 * @param clock for timestamps
 * @param threads on which the controllers sync
 * @param timers for delayed keys
 */
public record ControllerContext(
        InProcessClient registry,
        Clock clock,
        Executor threads,
        Timers timers,
        EventRecorder events,
        SimulatedLatency latency) {

    /** The same context with a registry that records {@code manager} as the field manager of its writes. */
    public ControllerContext writingAs(String manager) {
        return new ControllerContext(registry.writingAs(manager), clock, threads, timers, events, latency);
    }
}
