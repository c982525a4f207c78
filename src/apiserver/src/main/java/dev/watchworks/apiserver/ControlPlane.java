package dev.watchworks.apiserver;

import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.api.scheduling.SystemPriorityClass;
import dev.watchworks.apiserver.apiextensions.controller.ApiExtensions;
import dev.watchworks.apiserver.apiextensions.customresource.CustomResourceTypes;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.controllers.ControllerManager;
import dev.watchworks.apiserver.controllers.ControllerManagerSettings;
import dev.watchworks.apiserver.controllers.controlplane.SystemNamespaces;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.filters.RequestFilter;
import dev.watchworks.apiserver.endpoints.handlers.HandlerSettings;
import dev.watchworks.apiserver.endpoints.handlers.ResourceRouter;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import org.jspecify.annotations.Nullable;

/** A server without its HTTP side: the store, the registry, the request handlers and the controllers. */
final class ControlPlane implements AutoCloseable {
    private final EmbeddedApiServer.Builder settings;
    private final Timers timers = Timers.daemon();
    private final Store store;
    private final GenericRegistry registry;
    private final ResourceRouter router;
    private final ApiExtensions apiExtensions;
    private @Nullable ControllerManager controllers;

    ControlPlane(EmbeddedApiServer.Builder settings) {
        this.settings = settings;
        store = new Store(settings.clock, settings.history, timers);
        ResourceTypes types = new ResourceTypes(BuiltinResourceTypes.all());
        registry = new GenericRegistry(types, store, settings.clock, settings.seed);
        HandlerSettings handlers = new HandlerSettings(HandlerSettings.DEFAULT_MAXIMUM_LAG, settings.seed, PodLog::of);
        types.addCustomTypes(
                new CustomResourceTypes(store.resource(CustomResourceDefinitionView.GROUP_RESOURCE))::types);
        apiExtensions = ApiExtensions.start(registry, store);
        router = new ResourceRouter(registry, store, handlers);
        SystemNamespaces.ensure(registry);
        ResourceType priorityClasses = registry.type("priorityclasses.scheduling.k8s.io");
        for (SystemPriorityClass priorityClass : SystemPriorityClass.values()) {
            registry.create(priorityClasses, "", priorityClass.object());
        }
    }

    /** The dispatcher of this server's requests. */
    RequestDispatcher dispatcher(RequestFilter filter) {
        return new RequestDispatcher(filter, settings.maxRequestsInFlight, registry.resourceTypes(), router::handle);
    }

    /** Starts the controllers, unless the settings have no latency for them. */
    void startControllers(int port, String caCertificatePem) {
        SimulatedLatency latency = settings.simulatedLatency;
        if (latency != null) {
            controllers = ControllerManager.start(
                    registry,
                    new ControllerManagerSettings(latency, settings.clock, settings.seed, caCertificatePem, port),
                    timers);
        }
    }

    void stopControllers() {
        if (controllers != null) {
            controllers.close();
            controllers = null;
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
        stopControllers();
        apiExtensions.close();
        registry.close();
        store.close();
        timers.close();
    }
}
