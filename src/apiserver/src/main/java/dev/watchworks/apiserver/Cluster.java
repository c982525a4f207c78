package dev.watchworks.apiserver;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.api.scheduling.SystemPriorityClass;
import dev.watchworks.apiserver.controllers.ControllerManager;
import dev.watchworks.apiserver.controllers.ControllerManagerSettings;
import dev.watchworks.apiserver.controllers.controlplane.SystemNamespaces;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.endpoints.handlers.HandlerSettings;
import dev.watchworks.apiserver.endpoints.handlers.ResourceHandler;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.RegistrySettings;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** All of a server that is not HTTP: its objects, what may be done with them, and the control loops. */
final class Cluster implements AutoCloseable {
    private final ServerSettings settings;
    private final Timers timers = Timers.daemon();
    private final Store store;
    private final GenericStore registry;
    private final ResourceHandler api;
    private @Nullable ControllerManager loops;

    Cluster(ServerSettings settings) {
        this.settings = settings;
        store = new Store(settings.clock(), settings.history(), timers);
        registry = new GenericStore(
                new RegistrySettings(BuiltinResourceTypes.all(), settings.clock(), settings.seed()), store);
        HandlerSettings rest = new HandlerSettings(HandlerSettings.DEFAULT_MAXIMUM_LAG, settings.seed(), PodLog::of);
        api = new ResourceHandler(registry, store, rest);
        SystemNamespaces.ensure(registry);
        ResourceType priorities = registry.type("priorityclasses.scheduling.k8s.io");
        for (SystemPriorityClass priority : SystemPriorityClass.values()) {
            registry.create(priorities, "", priority.object());
        }
    }

    List<ResourceType> types() {
        return registry.types();
    }

    CompletionStage<ApiResponse> answer(ApiRequest request) {
        return api.handle(request);
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
