package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.StatusCauses;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Keeps the object Endpoints of every service that selects pods. */
public final class EndpointController implements AutoCloseable {
    private final Registry registry;
    private final ResourceType services;
    private final ResourceType pods;
    private final ResourceType endpoints;
    private final WorkQueue<ObjectKey> queue;
    private final TriggerTimeTracker triggers = new TriggerTimeTracker();

    public EndpointController(Registry registry, Executor threads, Timers timers) {
        this.registry = registry;
        this.services = registry.type("services");
        this.pods = registry.type("pods");
        this.endpoints = registry.type("endpoints");
        this.queue = new WorkQueue<>("endpoints", threads, timers, this::sync);
    }

    /** Listens to services, pods and the end of endpoints. */
    public void listen(SharedInformerFactory feed) {
        new ServiceEventHandler(registry, queue).listen(feed);
        feed.on(endpoints, (before, after) -> {
            if (after == null && before != null) {
                queue.add(ObjectKey.of(before));
            }
        });
    }

    private void sync(ObjectKey key) {
        ObjectNode found = registry.find(services, key.namespace(), key.name());
        if (found == null) {
            triggers.forget(key);
            registry.delete(endpoints, key.namespace(), key.name(), DeleteOptions.defaults());
            return;
        }
        ServiceView service = new ServiceView(found);
        if (!service.selectsPods()) {
            return;
        }
        List<ObjectNode> selected = registry.list(pods, key.namespace()).stream()
                .filter(service::selects)
                .toList();
        Instant trigger = triggers.next(key, found, selected);
        ArrayNode subsets = subsets(service, selected);
        ObjectNode labels = service.labels().put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        ObjectNode current = registry.find(endpoints, key.namespace(), key.name());
        if (current == null) {
            create(key, subsets, labels, trigger);
        } else if (!SemanticEquality.deepEqual(subsets(current), subsets)
                || !ObjectMeta.labels(current).equals(ObjectMeta.strings(labels))) {
            OptimisticUpdates.update(registry, endpoints, current, changed -> fill(changed, subsets, labels, trigger));
        }
    }

    private static JsonNode subsets(ObjectNode current) {
        JsonNode subsets = current.path("subsets");
        return subsets.isArray() ? subsets : JsonNodeFactory.instance.arrayNode();
    }

    private void create(ObjectKey key, ArrayNode subsets, ObjectNode labels, @Nullable Instant trigger) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("kind", endpoints.kind()).put("apiVersion", endpoints.apiVersion());
        made.putObject("metadata").put("name", key.name()).put("namespace", key.namespace());
        fill(made, subsets, labels, trigger);
        try {
            registry.create(endpoints, key.namespace(), made);
        } catch (ApiException refused) {
            if (!StatusCauses.namespaceEnds(refused)) {
                throw refused;
            }
        }
    }

    private static void fill(ObjectNode object, ArrayNode subsets, ObjectNode labels, @Nullable Instant trigger) {
        ObjectMeta.getOrCreate(object).set("labels", labels);
        TriggerTimeTracker.annotate(object, trigger);
        if (subsets.isEmpty()) {
            object.remove("subsets");
        } else {
            object.set("subsets", subsets);
        }
    }

    private record Subset(ArrayNode ports, Map<String, ObjectNode> ready, Map<String, ObjectNode> notReady) {}

    private static ArrayNode subsets(ServiceView service, List<ObjectNode> selected) {
        Map<JsonNode, Subset> byPorts = new LinkedHashMap<>();
        for (ObjectNode pod : selected) {
            boolean published = service.publishesNotReady();
            if (!ServiceView.hasAddress(pod) || (ObjectMeta.isBeingDeleted(pod) && !published)) {
                continue;
            }
            ArrayNode ports = ports(service, pod);
            if (ports.isEmpty() && !(service.isHeadless() && service.hasNoPorts())) {
                continue;
            }
            Subset subset = byPorts.computeIfAbsent(ports, any -> new Subset(ports, new TreeMap<>(), new TreeMap<>()));
            boolean ready = published || ServiceView.isReady(pod);
            ObjectNode address = address(service, pod);
            (ready ? subset.ready() : subset.notReady()).put(address.path("ip").asText(), address);
        }
        ArrayNode subsets = JsonNodeFactory.instance.arrayNode();
        byPorts.values().forEach(each -> write(each, subsets.addObject()));
        return subsets;
    }

    private static void write(Subset subset, ObjectNode object) {
        if (!subset.ready().isEmpty()) {
            ArrayNode addresses = object.putArray("addresses");
            subset.ready().values().forEach(addresses::add);
        }
        if (!subset.notReady().isEmpty()) {
            ArrayNode addresses = object.putArray("notReadyAddresses");
            subset.notReady().values().forEach(addresses::add);
        }
        if (!subset.ports().isEmpty()) {
            object.set("ports", subset.ports());
        }
    }

    private static ArrayNode ports(ServiceView service, JsonNode pod) {
        ArrayNode ports = JsonNodeFactory.instance.arrayNode();
        for (JsonNode port : service.ports(pod)) {
            ObjectNode written = ports.addObject();
            if (!port.path("name").asText().isEmpty()) {
                written.set("name", port.path("name"));
            }
            written.set("port", port.path("port"));
            written.set("protocol", port.path("protocol"));
            if (port.has("appProtocol")) {
                written.set("appProtocol", port.path("appProtocol"));
            }
        }
        return ports;
    }

    private static ObjectNode address(ServiceView service, JsonNode pod) {
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        address.put("ip", pod.path("status").path("podIP").asText());
        String hostname = service.hostname(pod);
        if (hostname != null) {
            address.put("hostname", hostname);
        }
        address.put("nodeName", pod.path("spec").path("nodeName").asText());
        address.set("targetRef", ServiceView.reference(pod));
        return address;
    }

    @Override
    public void close() {
        queue.close();
    }
}
