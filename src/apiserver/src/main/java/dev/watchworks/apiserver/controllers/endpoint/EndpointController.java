package dev.watchworks.apiserver.controllers.endpoint;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the object Endpoints of every service that selects pods. */
public final class EndpointController extends ServiceEndpointsController {
    private final ResourceType endpoints = registry.type("endpoints");

    public EndpointController(ControllerContext context) {
        super("endpoint", context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        super.addEventHandlers(informers);
        informers.addEventHandler(
                endpoints, ResourceEventHandler.onDelete(deleted -> queue.add(ObjectKey.of(deleted))));
    }

    @Override
    void serviceDeleted(ObjectKey key) {
        registry.delete(endpoints, key.namespace(), key.name(), DeleteOptions.defaults());
    }

    @Override
    void reconcile(ServiceView service, List<ObjectNode> pods, @Nullable Instant triggerTime) {
        ObjectKey key = ObjectKey.of(service.object());
        ArrayNode subsets = subsets(service, pods);
        ObjectNode labels = service.labels().put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        ObjectNode current = registry.find(endpoints, key.namespace(), key.name());
        if (current == null) {
            ObjectNode created = endpoints.newObject(key.namespace(), key.name());
            fill(created, subsets, labels, triggerTime);
            createUnlessTerminating(endpoints, created);
        } else if (!SemanticEquality.deepEqual(EndpointSlicePlan.list(current, "subsets"), subsets)
                || !ObjectMeta.labels(current).equals(ObjectMeta.strings(labels))) {
            ConditionalUpdates.update(
                    registry, endpoints, current, changed -> fill(changed, subsets, labels, triggerTime));
        }
    }

    private static void fill(ObjectNode object, ArrayNode subsets, ObjectNode labels, @Nullable Instant triggerTime) {
        ObjectMeta.getOrCreate(object).set("labels", labels);
        TriggerTimeTracker.annotate(object, triggerTime);
        if (subsets.isEmpty()) {
            object.remove("subsets");
        } else {
            object.set("subsets", subsets);
        }
    }

    private record Subset(ArrayNode ports, Map<String, ObjectNode> ready, Map<String, ObjectNode> notReady) {

        ObjectNode toJson() {
            ObjectNode object = Json.object();
            if (!ready.isEmpty()) {
                object.putArray("addresses").addAll(ready.values());
            }
            if (!notReady.isEmpty()) {
                object.putArray("notReadyAddresses").addAll(notReady.values());
            }
            if (!ports.isEmpty()) {
                object.set("ports", ports);
            }
            return object;
        }
    }

    private static ArrayNode subsets(ServiceView service, List<ObjectNode> pods) {
        Map<JsonNode, Subset> byPorts = new LinkedHashMap<>();
        boolean publishNotReady = service.publishesNotReadyAddresses();
        for (ObjectNode pod : pods) {
            if (!ServiceView.hasAddress(pod) || (ObjectMeta.isBeingDeleted(pod) && !publishNotReady)) {
                continue;
            }
            ArrayNode ports = ports(service, pod);
            if (ports.isEmpty() && !(service.isHeadless() && service.hasNoPorts())) {
                continue;
            }
            Subset subset = byPorts.computeIfAbsent(ports, any -> new Subset(ports, new TreeMap<>(), new TreeMap<>()));
            boolean ready = publishNotReady || PodState.isReady(pod);
            ObjectNode address = address(service, pod);
            (ready ? subset.ready() : subset.notReady()).put(text(address, "ip"), address);
        }
        ArrayNode subsets = Json.array();
        byPorts.values().forEach(each -> subsets.add(each.toJson()));
        return subsets;
    }

    /** The ports as an endpoint slice lists them, but without an empty name. */
    private static ArrayNode ports(ServiceView service, JsonNode pod) {
        ArrayNode ports = service.ports(pod);
        for (JsonNode port : ports) {
            if (port instanceof ObjectNode changeable && text(port, "name").isEmpty()) {
                changeable.remove("name");
            }
        }
        return ports;
    }

    private static ObjectNode address(ServiceView service, JsonNode pod) {
        ObjectNode address = Json.object();
        address.put("ip", text(pod, "status", "podIP"));
        Json.putUnlessEmpty(address, "hostname", service.hostname(pod));
        address.put("nodeName", text(pod, "spec", "nodeName"));
        address.set("targetRef", ServiceView.reference(pod));
        return address;
    }
}
