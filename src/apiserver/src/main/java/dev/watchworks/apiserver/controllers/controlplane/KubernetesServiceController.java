package dev.watchworks.apiserver.controllers.controlplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** Keeps the service {@code kubernetes} in the namespace default, through which pods reach the API server. */
public final class KubernetesServiceController extends Controller<ObjectKey> {
    private static final ObjectKey KEY = new ObjectKey("default", "kubernetes");

    /** The first address of kube-apiserver's default service range. */
    private static final String CLUSTER_ADDRESS = "10.96.0.1";

    private static final int SERVICE_PORT = 443;

    private final String address;
    private final int port;
    private final ResourceType services = registry.type("services");
    private final ResourceType endpoints = registry.type("endpoints");
    private final ResourceType slices = registry.type("endpointslices.discovery.k8s.io");

    /**
     * @param address of the API server; not a loopback address, because endpoints cannot have one
     * @param port on which the API server listens
     */
    public KubernetesServiceController(ControllerContext context, String address, int port) {
        super("kubernetesservice", context);
        this.address = address;
        this.port = port;
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        for (ResourceType type : List.of(services, endpoints, slices)) {
            informers.addEventHandler(type, ResourceEventHandler.onDelete(deleted -> {
                if (ObjectKey.of(deleted).equals(KEY)) {
                    queue.add(KEY);
                }
            }));
        }
        queue.add(KEY);
    }

    @Override
    protected void sync(ObjectKey key) {
        createIfMissing(services, service());
        createIfMissing(endpoints, endpoints());
        createIfMissing(slices, slice());
    }

    private static ObjectNode newObject(ResourceType type, String label, String value) {
        ObjectNode object = type.newObject(KEY.namespace(), KEY.name());
        ObjectMeta.getOrCreate(object).putObject("labels").put(label, value);
        return object;
    }

    private static ObjectNode putPort(ObjectNode object, int number) {
        return object.put("name", "https").put("port", number).put("protocol", "TCP");
    }

    private ObjectNode service() {
        ObjectNode service = newObject(services, "component", "apiserver");
        ObjectMeta.getOrCreate(service).withObjectProperty("labels").put("provider", KEY.name());
        ObjectNode spec = service.putObject("spec").put("clusterIP", CLUSTER_ADDRESS);
        spec.putArray("clusterIPs").add(CLUSTER_ADDRESS);
        spec.put("internalTrafficPolicy", "Cluster");
        spec.putArray("ipFamilies").add("IPv4");
        spec.put("ipFamilyPolicy", "SingleStack");
        putPort(spec.putArray("ports").addObject(), SERVICE_PORT).put("targetPort", port);
        spec.put("sessionAffinity", "None").put("type", "ClusterIP");
        return service;
    }

    private ObjectNode endpoints() {
        ObjectNode object = newObject(endpoints, "endpointslice.kubernetes.io/skip-mirror", "true");
        ObjectNode subset = object.putArray("subsets").addObject();
        subset.putArray("addresses").addObject().put("ip", address);
        putPort(subset.putArray("ports").addObject(), port);
        return object;
    }

    private ObjectNode slice() {
        ObjectNode slice = newObject(slices, "kubernetes.io/service-name", KEY.name());
        slice.put("addressType", "IPv4");
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(address);
        endpoint.putObject("conditions").put("ready", true);
        putPort(slice.putArray("ports").addObject(), port);
        return slice;
    }
}
