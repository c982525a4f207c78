package dev.watchworks.apiserver.controllers.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.util.List;
import java.util.concurrent.Executor;

/** Keeps the service {@code kubernetes} in the namespace default, by which pods find the API server. */
public final class KubernetesServiceController implements AutoCloseable {
    private static final String NAME = "kubernetes";
    private static final String NAMESPACE = "default";
    private static final int SERVICE_PORT = 443;

    private final Registry registry;
    private final String clusterAddress;
    private final String address;
    private final int port;
    private final ResourceType services;
    private final ResourceType endpoints;
    private final ResourceType slices;
    private final WorkQueue<String> queue;

    /**
     * @param clusterAddress the service's own, such as {@code 10.96.0.1}
     * @param address of the API server, as endpoints may have it: not a loopback address
     * @param port on which the API server listens
     */
    public KubernetesServiceController(
            Registry registry, Executor threads, Timers timers, String clusterAddress, String address, int port) {
        this.registry = registry;
        this.clusterAddress = clusterAddress;
        this.address = address;
        this.port = port;
        this.services = registry.type("services");
        this.endpoints = registry.type("endpoints");
        this.slices = registry.type("endpointslices.discovery.k8s.io");
        this.queue = new WorkQueue<>("kubernetes service", threads, timers, any -> ensure());
    }

    /** Listens for the end of the three objects. */
    public void listen(SharedInformerFactory feed) {
        for (ResourceType type : List.of(services, endpoints, slices)) {
            feed.on(type, (before, after) -> {
                if (after == null && before != null && isOurs(before)) {
                    queue.add(NAME);
                }
            });
        }
    }

    private static boolean isOurs(ObjectNode object) {
        return ObjectMeta.name(object).equals(NAME)
                && ObjectMeta.namespace(object).equals(NAMESPACE);
    }

    /** Creates what is missing. */
    public void ensure() {
        createIfMissing(services, service());
        createIfMissing(endpoints, endpoints());
        createIfMissing(slices, slice());
    }

    private void createIfMissing(ResourceType type, ObjectNode object) {
        if (registry.find(type, NAMESPACE, NAME) == null) {
            registry.create(type, NAMESPACE, object);
        }
    }

    private static ObjectNode named(ResourceType type) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.putObject("metadata").put("name", NAME).put("namespace", NAMESPACE);
        return object;
    }

    private static ObjectNode portOf(ObjectNode object, int number) {
        return object.put("name", "https").put("port", number).put("protocol", "TCP");
    }

    private ObjectNode service() {
        ObjectNode service = named(services);
        ObjectMeta.getOrCreate(service)
                .putObject("labels")
                .put("component", "apiserver")
                .put("provider", NAME);
        ObjectNode spec = service.putObject("spec").put("clusterIP", clusterAddress);
        spec.putArray("clusterIPs").add(clusterAddress);
        spec.put("internalTrafficPolicy", "Cluster");
        spec.putArray("ipFamilies").add("IPv4");
        spec.put("ipFamilyPolicy", "SingleStack");
        portOf(spec.putArray("ports").addObject(), SERVICE_PORT).put("targetPort", port);
        spec.put("sessionAffinity", "None").put("type", "ClusterIP");
        return service;
    }

    private ObjectNode endpoints() {
        ObjectNode made = named(endpoints);
        ObjectMeta.getOrCreate(made).putObject("labels").put("endpointslice.kubernetes.io/skip-mirror", "true");
        ObjectNode subset = made.putArray("subsets").addObject();
        subset.putArray("addresses").addObject().put("ip", address);
        portOf(subset.putArray("ports").addObject(), port);
        return made;
    }

    private ObjectNode slice() {
        ObjectNode slice = named(slices);
        ObjectMeta.getOrCreate(slice).putObject("labels").put("kubernetes.io/service-name", NAME);
        slice.put("addressType", "IPv4");
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(address);
        endpoint.putObject("conditions").put("ready", true);
        portOf(slice.putArray("ports").addObject(), port);
        return slice;
    }

    @Override
    public void close() {
        queue.close();
    }
}
