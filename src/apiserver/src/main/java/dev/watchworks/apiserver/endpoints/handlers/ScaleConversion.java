package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import java.util.List;

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
        String selector = LabelSelector.of(object.path("spec").path("selector")).toString();
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return scale;
    }

    /** Sets the replicas and the resourceVersion of a Scale in its object; throws 422 for negative replicas. */
    static ObjectNode scaled(ObjectNode object, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        FieldErrors errors = new FieldErrors();
        errors.minimum("spec.replicas", replicas.asLong(), 0);
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new StatusSubject("autoscaling", "Scale", ObjectMeta.name(object)), errors);
        }
        object.withObjectProperty("spec").put("replicas", replicas.asInt());
        NestedFields.keep(object.withObjectProperty("metadata"), scale.path("metadata"), "resourceVersion");
        return object;
    }

    /** The error in a Scale's types, or the empty string. */
    static String typeError(ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.canConvertToInt()) {
            return "json: cannot unmarshal "
                    + (replicas.isNumber() ? "number " + replicas.asText() : BodyDecoder.goName(replicas))
                    + " into Go struct field ScaleSpec.spec.replicas of type int32";
        }
        String kind = scale.path("kind").asText("Scale");
        String version = scale.path("apiVersion").asText(API_VERSION);
        boolean isScale = kind.equals("Scale") && version.equals(API_VERSION);
        return isScale ? "" : BodyDecoder.notRegistered(kind, version);
    }
}
