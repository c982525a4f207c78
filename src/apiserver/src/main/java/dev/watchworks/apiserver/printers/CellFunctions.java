package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The functions of a {@link CellExpression}, for cells that need more than a path. A function gets the values that the
 * paths in its parentheses find; without a path it gets the whole object.
 */
final class CellFunctions {
    private static final int MAXIMUM_SHOWN = 3;
    private static final Map<String, BiFunction<List<JsonNode>, Instant, JsonNode>> FUNCTIONS = new HashMap<>();

    static {
        FUNCTIONS.put(
                "count",
                (found, now) -> LongNode.valueOf(
                        found.stream().mapToLong(JsonNode::size).sum()));
        ofAll("join", found -> String.join(",", texts(found)));
        ofAll("firstThree", found -> firstThree(texts(found)));
        ofTime("age", (time, now) -> HumanDuration.since(time.asText(), now));
        of("bool", value -> value.asBoolean() ? "True" : "False");
        of("trim", value -> value.asText().strip());
        of(
                "labels",
                labels -> labels.isEmpty()
                        ? "<none>"
                        : LabelSelector.ofLabels(labels).toString());
        of("labelSelector", selector -> LabelSelector.of(selector).toString());
        of("terminating", deletionTimestamp -> "Terminating");

        ofTime("podRestarts", (pod, now) -> PodSummary.of(pod).restarts(now));
        of("podReady", pod -> PodSummary.of(pod).ready());
        of("podStatus", pod -> PodSummary.of(pod).reason());
        of("podReadinessGates", WorkloadCells::readinessGates);
        ofAll("jobEnd", WorkloadCells::jobEnd);
        of("jobCompletions", WorkloadCells::jobCompletions);
        ofTime("jobDuration", WorkloadCells::jobDuration);

        of("servicePorts", NetworkCells::servicePorts);
        of("serviceExternalIP", NetworkCells::externalIP);
        of("endpoints", NetworkCells::endpoints);
        of("endpointSlicePorts", NetworkCells::endpointSlicePorts);
        ofAll("ingressAddresses", NetworkCells::ingressAddresses);
        of("ingressClassParameters", NetworkCells::ingressClassParameters);
        of("securePorts", tls -> "80, 443");

        of("nodeStatus", ClusterCells::nodeStatus);
        of("nodeRoles", ClusterCells::nodeRoles);
        of("accessModes", ClusterCells::accessModes);
        of("claimAccessModes", ClusterCells::claimAccessModes);
        of("claimCapacity", ClusterCells::claimCapacity);
        ofAll("defaultMark", ClusterCells::defaultMark);
        of("quotaRequests", quota -> ClusterCells.quota(quota, false));
        of("quotaLimits", quota -> ClusterCells.quota(quota, true));
        ofAll("names", ClusterCells::names);
        of("eventObject", ClusterCells::eventObject);
        of("eventSource", ClusterCells::eventSource);
    }

    private CellFunctions() {}

    /** The function with a name; throws IllegalArgumentException when no function has it. */
    static BiFunction<List<JsonNode>, Instant, JsonNode> named(String name) {
        BiFunction<List<JsonNode>, Instant, JsonNode> function = FUNCTIONS.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no function for cells has the name " + name);
        }
        return function;
    }

    /** Joins the first three texts, and adds the number of the others: {@code a,b,c + 2 more...}. */
    static String firstThree(List<String> all) {
        if (all.size() <= MAXIMUM_SHOWN) {
            return String.join(",", all);
        }
        return String.join(",", all.subList(0, MAXIMUM_SHOWN)) + " + " + (all.size() - MAXIMUM_SHOWN) + " more...";
    }

    /** Adds a function of all values that the paths find. */
    private static void ofAll(String name, Function<List<JsonNode>, String> print) {
        FUNCTIONS.put(name, (found, now) -> TextNode.valueOf(print.apply(found)));
    }

    /** Adds a function of the first value that the paths find; without a value it returns the empty text. */
    private static void of(String name, Function<JsonNode, String> print) {
        ofTime(name, (value, now) -> print.apply(value));
    }

    /** Adds a function of the first value that the paths find and of the time of the request. */
    private static void ofTime(String name, BiFunction<JsonNode, Instant, String> print) {
        FUNCTIONS.put(name, (found, now) -> TextNode.valueOf(found.isEmpty() ? "" : print.apply(found.get(0), now)));
    }

    private static List<String> texts(List<JsonNode> values) {
        return values.stream().map(JsonNode::asText).toList();
    }
}
