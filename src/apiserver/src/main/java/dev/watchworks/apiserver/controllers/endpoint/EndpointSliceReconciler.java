package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service's endpoints are spread over slices: one set of ports a slice, at most a hundred endpoints each, and what
 * is there stays where it is.
 *
 * @param slices all slices that there are to be
 * @param surplus slices that have to go
 */
record EndpointSliceReconciler(List<Slice> slices, List<ObjectNode> surplus) {
    private static final int ENDPOINTS_PER_SLICE = 100;

    /**
     * @param before the slice as it is, or null for a new one
     * @param changed whether it has to be written
     */
    record Slice(@Nullable ObjectNode before, JsonNode ports, List<ObjectNode> endpoints, boolean changed) {}

    static EndpointSliceReconciler of(ServiceView service, List<ObjectNode> pods, List<ObjectNode> present) {
        Map<JsonNode, Map<String, ObjectNode>> wanted = new LinkedHashMap<>();
        for (ObjectNode pod : pods) {
            if (ServiceView.hasAddress(pod)) {
                wanted.computeIfAbsent(service.ports(pod), any -> new LinkedHashMap<>())
                        .put(ObjectMeta.uid(pod), endpoint(service, pod));
            }
        }
        EndpointSliceReconciler plan = new EndpointSliceReconciler(new ArrayList<>(), new ArrayList<>());
        if (wanted.isEmpty()) {
            // A service without endpoints has one empty slice.
            wanted.put(JsonNodeFactory.instance.arrayNode(), Map.of());
        }
        List<ObjectNode> unused = new ArrayList<>(present);
        wanted.forEach((ports, endpoints) -> {
            List<ObjectNode> fitting = unused.stream()
                    .filter(slice -> SemanticEquality.deepEqual(list(slice, "ports"), ports))
                    .toList();
            unused.removeAll(fitting);
            plan.spread(ports, new LinkedHashMap<>(endpoints), fitting);
        });
        plan.surplus.addAll(unused);
        return plan;
    }

    private void spread(JsonNode ports, Map<String, ObjectNode> wanted, List<ObjectNode> present) {
        Map<ObjectNode, List<ObjectNode>> kept = new LinkedHashMap<>();
        for (ObjectNode slice : present) {
            List<ObjectNode> endpoints = new ArrayList<>();
            for (JsonNode endpoint : list(slice, "endpoints")) {
                ObjectNode still =
                        wanted.remove(endpoint.path("targetRef").path("uid").asText());
                if (still != null) {
                    endpoints.add(still);
                }
            }
            kept.put(slice, endpoints);
        }
        List<ObjectNode> homeless = new ArrayList<>(wanted.values());
        boolean single = kept.size() <= 1;
        kept.forEach((slice, endpoints) -> {
            while (endpoints.size() < ENDPOINTS_PER_SLICE && !homeless.isEmpty()) {
                endpoints.add(homeless.remove(0));
            }
            if (endpoints.isEmpty() && !single) {
                surplus.add(slice);
            } else {
                slices.add(new Slice(slice, ports, endpoints, !isSame(endpoints, slice)));
            }
        });
        while (!homeless.isEmpty() || (slices.isEmpty() && kept.isEmpty())) {
            List<ObjectNode> next = homeless.subList(0, Math.min(ENDPOINTS_PER_SLICE, homeless.size()));
            slices.add(new Slice(null, ports, List.copyOf(next), true));
            next.clear();
        }
    }

    private static boolean isSame(List<ObjectNode> endpoints, ObjectNode slice) {
        ArrayNode wanted = JsonNodeFactory.instance.arrayNode();
        endpoints.forEach(wanted::add);
        return SemanticEquality.deepEqual(wanted, list(slice, "endpoints"));
    }

    private static JsonNode list(ObjectNode slice, String field) {
        JsonNode list = slice.path(field);
        return list.isArray() ? list : JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode endpoint(ServiceView service, ObjectNode pod) {
        boolean serving = ServiceView.isReady(pod);
        boolean terminating = ObjectMeta.isBeingDeleted(pod);
        ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
        endpoint.putArray("addresses").add(pod.path("status").path("podIP").asText());
        endpoint.putObject("conditions")
                .put("ready", service.publishesNotReady() || (serving && !terminating))
                .put("serving", serving)
                .put("terminating", terminating);
        String hostname = service.hostname(pod);
        if (hostname != null) {
            endpoint.put("hostname", hostname);
        }
        endpoint.set("targetRef", ServiceView.reference(pod));
        return endpoint.put("nodeName", pod.path("spec").path("nodeName").asText());
    }
}
