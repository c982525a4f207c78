package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distribution of a service's endpoints over slices. A slice has one set of ports and at most 100 endpoints. An
 * endpoint stays in its slice.
 *
 * @param slices all slices of the service
 * @param surplus slices to delete
 */
record EndpointSlicePlan(List<Slice> slices, List<ObjectNode> surplus) {
    private static final int ENDPOINTS_PER_SLICE = 100;

    /**
     * @param before the stored slice, or null for a new one
     * @param changed whether the slice has to be written
     */
    record Slice(@Nullable ObjectNode before, JsonNode ports, List<ObjectNode> endpoints, boolean changed) {}

    static EndpointSlicePlan of(ServiceView service, List<ObjectNode> pods, List<ObjectNode> existing) {
        Map<JsonNode, Map<String, ObjectNode>> desired = new LinkedHashMap<>();
        for (ObjectNode pod : pods) {
            if (ServiceView.hasAddress(pod)) {
                desired.computeIfAbsent(service.ports(pod), any -> new LinkedHashMap<>())
                        .put(ObjectMeta.uid(pod), endpoint(service, pod));
            }
        }
        EndpointSlicePlan reconciler = new EndpointSlicePlan(new ArrayList<>(), new ArrayList<>());
        if (desired.isEmpty()) {
            // A service without endpoints has one empty slice.
            desired.put(Json.array(), Map.of());
        }
        List<ObjectNode> unused = new ArrayList<>(existing);
        desired.forEach((ports, endpoints) -> {
            List<ObjectNode> fitting = unused.stream()
                    .filter(slice -> SemanticEquality.deepEqual(list(slice, "ports"), ports))
                    .toList();
            unused.removeAll(fitting);
            reconciler.spread(ports, new LinkedHashMap<>(endpoints), fitting);
        });
        reconciler.surplus.addAll(unused);
        return reconciler;
    }

    private void spread(JsonNode ports, Map<String, ObjectNode> desired, List<ObjectNode> existing) {
        Map<ObjectNode, List<ObjectNode>> kept = new LinkedHashMap<>();
        for (ObjectNode slice : existing) {
            List<ObjectNode> endpoints = new ArrayList<>();
            for (JsonNode endpoint : list(slice, "endpoints")) {
                ObjectNode still =
                        desired.remove(endpoint.path("targetRef").path("uid").asText());
                if (still != null) {
                    endpoints.add(still);
                }
            }
            kept.put(slice, endpoints);
        }
        List<ObjectNode> unassigned = new ArrayList<>(desired.values());
        boolean single = kept.size() <= 1;
        kept.forEach((slice, endpoints) -> {
            while (endpoints.size() < ENDPOINTS_PER_SLICE && !unassigned.isEmpty()) {
                endpoints.add(unassigned.remove(0));
            }
            if (endpoints.isEmpty() && !single) {
                surplus.add(slice);
            } else {
                slices.add(new Slice(slice, ports, endpoints, !isSame(endpoints, slice)));
            }
        });
        while (!unassigned.isEmpty() || (slices.isEmpty() && kept.isEmpty())) {
            List<ObjectNode> next = unassigned.subList(0, Math.min(ENDPOINTS_PER_SLICE, unassigned.size()));
            slices.add(new Slice(null, ports, List.copyOf(next), true));
            next.clear();
        }
    }

    private static boolean isSame(List<ObjectNode> endpoints, ObjectNode slice) {
        return SemanticEquality.deepEqual(Json.array().addAll(endpoints), list(slice, "endpoints"));
    }

    /** The list in a field, or an empty one. */
    static JsonNode list(ObjectNode object, String field) {
        JsonNode list = object.path(field);
        return list.isArray() ? list : Json.array();
    }

    private static ObjectNode endpoint(ServiceView service, ObjectNode pod) {
        boolean serving = PodState.isReady(pod);
        boolean terminating = ObjectMeta.isBeingDeleted(pod);
        ObjectNode endpoint = Json.object();
        endpoint.putArray("addresses").add(NestedFields.text(pod, "status", "podIP"));
        endpoint.putObject("conditions")
                .put("ready", service.publishesNotReadyAddresses() || (serving && !terminating))
                .put("serving", serving)
                .put("terminating", terminating);
        Json.putUnlessEmpty(endpoint, "hostname", service.hostname(pod));
        endpoint.set("targetRef", ServiceView.reference(pod));
        return endpoint.put("nodeName", NestedFields.text(pod, "spec", "nodeName"));
    }
}
