package dev.watchworks.apiserver.controllers.endpoint;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a service that its endpoints depend on.
 *
 * @param object shared snapshot
 */
record ServiceView(ObjectNode object) {
    static final String HEADLESS = "service.kubernetes.io/headless";

    /** Whether it has a selector; otherwise users write its endpoints themselves. */
    boolean selectsPods() {
        JsonNode spec = object.path("spec");
        return !spec.path("selector").isEmpty() && !spec.path("type").asText().equals("ExternalName");
    }

    boolean selects(JsonNode pod) {
        return selectsPods()
                && LabelSelector.ofLabels(object.path("spec").path("selector")).matches(pod);
    }

    boolean isHeadless() {
        String address = object.path("spec").path("clusterIP").asText();
        return address.isEmpty() || address.equals("None");
    }

    boolean hasNoPorts() {
        return object.path("spec").path("ports").isEmpty();
    }

    boolean publishesNotReadyAddresses() {
        return object.path("spec").path("publishNotReadyAddresses").asBoolean();
    }

    /** The labels for endpoints: those of the service, and one more if it is headless. */
    ObjectNode labels() {
        ObjectNode labels = Json.object();
        ObjectMeta.labels(object).forEach(labels::put);
        labels.remove(HEADLESS);
        if (isHeadless()) {
            labels.put(HEADLESS, "");
        }
        return labels;
    }

    /** The service's ports as an endpoint slice lists them for a pod, without named ports that the pod does not have. */
    ArrayNode ports(JsonNode pod) {
        ArrayNode ports = Json.array();
        for (JsonNode port : object.path("spec").path("ports")) {
            Integer number = number(pod, port);
            if (number != null) {
                ObjectNode found = ports.addObject();
                found.put("name", port.path("name").asText());
                found.put("protocol", port.path("protocol").asText("TCP")).put("port", number);
                if (port.hasNonNull("appProtocol")) {
                    found.put("appProtocol", port.path("appProtocol").asText());
                }
            }
        }
        return ports;
    }

    private static @Nullable Integer number(JsonNode pod, JsonNode port) {
        JsonNode target = port.path("targetPort");
        if (!target.isTextual()) {
            int number = target.asInt();
            return number == 0 ? Integer.valueOf(port.path("port").asInt()) : Integer.valueOf(number);
        }
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : pod.path("spec").path(list)) {
                for (JsonNode candidate : container.path("ports")) {
                    boolean named = candidate.path("name").asText().equals(target.asText());
                    String protocol = candidate.path("protocol").asText("TCP");
                    if (named && protocol.equals(port.path("protocol").asText("TCP"))) {
                        return candidate.path("containerPort").asInt();
                    }
                }
            }
        }
        return null;
    }

    /** Whether a pod has an address and is not terminal. */
    static boolean hasAddress(JsonNode pod) {
        return !PodState.isTerminal(pod) && !text(pod, "status", "podIP").isEmpty();
    }

    /** The reference to a pod in endpoints. */
    static ObjectNode reference(JsonNode pod) {
        return Json.object()
                .put("kind", "Pod")
                .put("namespace", ObjectMeta.namespace(pod))
                .put("name", ObjectMeta.name(pod))
                .put("uid", ObjectMeta.uid(pod));
    }

    /** The host name of a pod whose subdomain is this service, or the empty string. */
    String hostname(JsonNode pod) {
        String name = pod.path("spec").path("hostname").asText();
        boolean belongs = pod.path("spec").path("subdomain").asText().equals(ObjectMeta.name(object));
        return belongs ? name : "";
    }
}
