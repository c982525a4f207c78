package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lets kubectl apply on the server's side what it applied on the client's side before, and keeps its annotation up to date
 * (apimachinery's {@code lastappliedmanager.go}, {@code lastappliedupdater.go} and {@code lastapplied.go}).
 */
final class LastAppliedManager {
    static final String KUBECTL = "kubectl";

    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /** The most bytes that all annotations of an object may have. */
    private static final int MAXIMUM_ANNOTATIONS = 256 * 1024;

    private LastAppliedManager() {}

    /** The fields that kubectl applied on the client's side and that nobody changed since: no conflict about them counts. */
    static FieldSet allowedConflicts(MergeType structure, String apiVersion, ObjectNode live) {
        try {
            if (!(Json.read(lastApplied(live)) instanceof ObjectNode last)
                    || !last.path("apiVersion").asText().equals(apiVersion)
                    || !last.hasNonNull("kind")
                    || !ValidatingWalker.validate(structure, last, false).isEmpty()
                    || !ValidatingWalker.validate(structure, live, false).isEmpty()) {
                return FieldSet.EMPTY;
            }
            Comparison comparison = Comparison.of(structure, last, live);
            return ToFieldSetWalker.toFieldSet(structure, last)
                    .difference(comparison.changed())
                    .difference(comparison.removed());
        } catch (InvalidJsonException | IllegalArgumentException notAnObject) {
            return FieldSet.EMPTY;
        }
    }

    private static String lastApplied(JsonNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asText();
    }

    /** Writes the configuration into the annotation of an object that has it. */
    static void updateAnnotation(ObjectNode object, ObjectNode configuration) {
        if (lastApplied(object).isEmpty()) {
            return;
        }
        ObjectNode copy = configuration.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata
                && metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
        }
        ObjectNode metadata = Json.object().setAll((ObjectNode) object.path("metadata"));
        ObjectNode annotations = Json.object().setAll((ObjectNode) metadata.path("annotations"));
        annotations.put(ANNOTATION, encode(copy));
        if (size(annotations) > MAXIMUM_ANNOTATIONS) {
            annotations.remove(ANNOTATION);
        }
        metadata.set("annotations", annotations);
        object.set("metadata", metadata);
    }

    private static long size(ObjectNode annotations) {
        long size = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            size += annotation.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += annotation.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }

    /** JSON as Go writes it: sorted keys, the special characters of HTML escaped, and a line break at the end. */
    private static String encode(ObjectNode object) {
        String json = new String(Json.write(sorted(object)), StandardCharsets.UTF_8);
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n";
    }

    private static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode items = Json.array();
            value.forEach(item -> items.add(sorted(item)));
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        Map<String, JsonNode> fields = new TreeMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        return Json.object().setAll(fields);
    }
}
