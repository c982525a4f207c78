package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import java.util.List;

/**
 * Where an object has the values of its Scale.
 *
 * @param specReplicas the path of the wanted replicas, such as {@code spec}, {@code replicas}
 * @param statusReplicas the path of the counted replicas
 * @param selector the path of the label selector; empty when there is none
 * @param selectorIsText whether the selector is a text and not a LabelSelector
 */
public record ScalePaths(
        List<String> specReplicas, List<String> statusReplicas, List<String> selector, boolean selectorIsText) {
    /** The paths of the built-in workloads. */
    public static final ScalePaths WORKLOAD = new ScalePaths(
            List.of("spec", "replicas"), List.of("status", "replicas"), List.of("spec", "selector"), false);

    /** The path in a definition, such as {@code .spec.replicas}, as its fields. */
    public static List<String> split(String path) {
        return path.isEmpty() ? List.of() : List.of((path.startsWith(".") ? path.substring(1) : path).split("\\."));
    }

    /** The value at a path; a missing node when there is none. */
    public static JsonNode at(JsonNode object, List<String> path) {
        return NestedFields.at(object, path.toArray(String[]::new));
    }

    /** The label selector as a text; empty when there is none. */
    public String selectorOf(JsonNode object) {
        if (selector.isEmpty()) {
            return "";
        }
        JsonNode found = at(object, selector);
        return selectorIsText ? found.asText() : LabelSelector.of(found).toString();
    }

    /** Sets the wanted replicas of an object. */
    public void setReplicas(ObjectNode object, int replicas) {
        ObjectNode owner = object;
        for (String field : specReplicas.subList(0, specReplicas.size() - 1)) {
            owner = NestedFields.object(owner, field);
        }
        owner.put(specReplicas.get(specReplicas.size() - 1), replicas);
    }
}
