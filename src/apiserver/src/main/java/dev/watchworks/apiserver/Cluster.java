package dev.watchworks.apiserver;

import dev.watchworks.apiserver.controller.ControlLoopSettings;
import dev.watchworks.apiserver.controller.ControlLoops;
import dev.watchworks.apiserver.controller.namespace.SystemNamespaces;
import dev.watchworks.apiserver.controller.pace.Pace;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.builtin.Kinds;
import dev.watchworks.apiserver.kind.scheduling.SystemPriorityClass;
import dev.watchworks.apiserver.registry.ObjectRegistry;
import dev.watchworks.apiserver.registry.RegistrySettings;
import dev.watchworks.apiserver.rest.ApiRequest;
import dev.watchworks.apiserver.rest.ApiResponse;
import dev.watchworks.apiserver.rest.RestApi;
import dev.watchworks.apiserver.rest.RestSettings;
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
    private final ObjectRegistry registry;
    private final RestApi api;
    private @Nullable ControlLoops loops;

    Cluster(ServerSettings settings) {
        this.settings = settings;
        store = new Store(settings.clock(), settings.history(), timers);
        registry = new ObjectRegistry(new RegistrySettings(Kinds.all(), settings.clock(), settings.seed()), store);
        RestSettings rest = new RestSettings(RestSettings.DEFAULT_MAXIMUM_LAG, settings.seed(), PodLog::of);
        api = new RestApi(registry, store, rest);
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
        Pace pace = settings.pace();
        if (pace != null) {
            ControlLoopSettings loopSettings = ControlLoopSettings.defaults()
                    .withPace(pace)
                    .withClock(settings.clock())
                    .withSeed(settings.seed())
                    .withPort(port)
                    .withCertificateAuthority(caCertificatePem);
            loops = ControlLoops.start(registry, loopSettings, timers);
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
