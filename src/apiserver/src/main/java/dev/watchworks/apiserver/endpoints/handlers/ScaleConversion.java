package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The autoscaling/v1 Scale of an object with replicas. */
final class ScaleConversion {
    private static final String API_VERSION = "autoscaling/v1";

    private ScaleConversion() {}

    static ObjectNode of(ObjectNode object) {
        ObjectNode scale = Json.object();
        scale.put("kind", "Scale");
        scale.put("apiVersion", API_VERSION);
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").get(field));
        }
        ObjectNode spec = scale.putObject("spec");
        int replicas = object.path("spec").path("replicas").asInt();
        if (replicas != 0) {
            spec.put("replicas", replicas);
        }
        ObjectNode status = scale.putObject("status");
        status.put("replicas", object.path("status").path("replicas").asInt());
        String selector = selector(object.path("spec").path("selector"));
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    /** The object with the replicas of a Scale, and its precondition. */
    static ObjectNode scaled(ObjectNode object, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (replicas.asLong() < 0) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("spec.replicas", replicas.asText(), "must be greater than or equal to 0");
            String name = object.path("metadata").path("name").asText();
            throw ApiErrors.invalid(new StatusSubject("autoscaling", "Scale", name), errors);
        }
        object.withObjectProperty("spec").put("replicas", replicas.asInt());
        String version = scale.path("metadata").path("resourceVersion").asText();
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (version.isEmpty()) {
            metadata.remove("resourceVersion");
        } else {
            metadata.put("resourceVersion", version);
        }
        return object;
    }

    /** What is wrong with the types in a Scale; empty when nothing is. */
    static String typeError(ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.canConvertToInt()) {
            return "json: cannot unmarshal "
                    + (replicas.isNumber() ? "number " + replicas.asText() : BodyDecoder.goName(replicas))
                    + " into Go struct field ScaleSpec.spec.replicas of type int32";
        }
        String kind = scale.path("kind").asText("Scale");
        String version = scale.path("apiVersion").asText(API_VERSION);
        return kind.equals("Scale") && version.equals(API_VERSION)
                ? ""
                : "no kind \"" + kind + "\" is registered for version \"" + version
                        + "\" in scheme \"pkg/runtime/scheme.go:110\"";
    }

    private static String selector(JsonNode selector) {
        Map<String, String> terms = new TreeMap<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> terms.put(
                        label.getKey(), label.getKey() + "=" + label.getValue().asText()));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            values.sort(null);
            String listed = " (" + String.join(",", values) + ")";
            String term = switch (expression.path("operator").asText()) {
                case "In" -> key + " in" + listed;
                case "NotIn" -> key + " notin" + listed;
                case "Exists" -> key;
                default -> "!" + key;
            };
            terms.merge(key, term, (one, other) -> one + "," + other);
        }
        return String.join(",", terms.values());
    }
}
