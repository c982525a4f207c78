package dev.watchworks.apiserver;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.api.scheduling.SystemPriorityClass;
import dev.watchworks.apiserver.controllers.ControllerManager;
import dev.watchworks.apiserver.controllers.ControllerManagerSettings;
import dev.watchworks.apiserver.controllers.controlplane.SystemNamespaces;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.filters.RequestFilter;
import dev.watchworks.apiserver.endpoints.handlers.HandlerSettings;
import dev.watchworks.apiserver.endpoints.handlers.ResourceRouter;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import org.jspecify.annotations.Nullable;

/** A server without its HTTP side: the objects, the handlers of requests, and the control loops. */
final class Cluster implements AutoCloseable {
    private final ServerSettings settings;
    private final Timers timers = Timers.daemon();
    private final Store store;
    private final GenericStore registry;
    private final ResourceRouter router;
    private @Nullable ControllerManager loops;

    Cluster(ServerSettings settings) {
        this.settings = settings;
        store = new Store(settings.clock(), settings.history(), timers);
        ResourceTypes types = new ResourceTypes(BuiltinResourceTypes.all());
        registry = new GenericStore(types, store, settings.clock(), settings.seed());
        HandlerSettings handlers =
                new HandlerSettings(HandlerSettings.DEFAULT_MAXIMUM_LAG, settings.seed(), PodLog::of);
        router = new ResourceRouter(registry, store, handlers);
        SystemNamespaces.ensure(registry);
        ResourceType priorities = registry.type("priorityclasses.scheduling.k8s.io");
        for (SystemPriorityClass priority : SystemPriorityClass.values()) {
            registry.create(priorities, "", priority.object());
        }
    }

    /** Takes requests that pass a filter to their handlers. */
    RequestDispatcher dispatcher(RequestFilter filter) {
        return new RequestDispatcher(filter, settings.requestsInFlight(), registry.resourceTypes(), router::handle);
    }

    /** Starts the control loops, if there are to be any. */
    void startLoops(int port, String caCertificatePem) {
        SimulatedLatency pace = settings.pace();
        if (pace != null) {
            loops = ControllerManager.start(
                    registry,
                    new ControllerManagerSettings(pace, settings.clock(), settings.seed(), caCertificatePem, port),
                    timers);
        }
    }

    void stopLoops() {
        if (loops != null) {
            loops.close();
            loops = null;
        }
    }

    long resourceVersion() {
        return store.revision();
    }

    void compact() {
        store.compact(store.revision());
    }

    @Override
    public void close() {
        stopLoops();
        registry.close();
        store.close();
        timers.close();
    }
}
