package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The class by which a node chooses which pods to end first: BestEffort, Burstable or Guaranteed. */
final class QualityOfService {
    private static final List<String> COUNTED = List.of("cpu", "memory");

    private QualityOfService() {}

    static String of(ObjectNode spec) {
        List<ObjectNode> containers = new ArrayList<>(objects(spec, "containers"));
        containers.addAll(objects(spec, "initContainers"));
        boolean requestsNothing = true;
        boolean guaranteed = true;
        for (ObjectNode container : containers) {
            JsonNode requests = container.path("resources").path("requests");
            JsonNode limits = container.path("resources").path("limits");
            requestsNothing &= requestsNothing(requests) && requestsNothing(limits);
            guaranteed &= isGuaranteed(requests, limits);
        }
        if (requestsNothing) {
            return "BestEffort";
        }
        return guaranteed ? "Guaranteed" : "Burstable";
    }

    private static boolean requestsNothing(JsonNode resources) {
        for (Map.Entry<String, JsonNode> entry : resources.properties()) {
            if (COUNTED.contains(entry.getKey())
                    && Quantity.of(entry.getValue()).amount().signum() > 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGuaranteed(JsonNode requests, JsonNode limits) {
        for (String resource : COUNTED) {
            if (!limits.has(resource)
                    || !requests.has(resource)
                    || Quantity.of(limits.path(resource)).compareTo(Quantity.of(requests.path(resource))) != 0) {
                return false;
            }
        }
        return true;
    }
}
