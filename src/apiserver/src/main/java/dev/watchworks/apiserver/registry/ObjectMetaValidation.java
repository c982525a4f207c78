package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.fieldmanager.FieldManagerName;
import dev.watchworks.apiserver.registry.rest.NameFormat;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Validates the metadata of every kind, in the order of apimachinery's {@code api/validation/objectmeta.go}. */
final class ObjectMetaValidation {
    /** Keys and values of all annotations together. */
    private static final int MAXIMUM_ANNOTATIONS_BYTES = 256 * 1024;

    private static final int MAXIMUM_SUBRESOURCE_BYTES = 256;

    private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", "orphan", "foregroundDeletion");

    private final NameFormat rule;
    private final FieldErrors errors;

    ObjectMetaValidation(NameFormat rule, FieldErrors errors) {
        this.rule = rule;
        this.errors = errors;
    }

    /** @param managedFields those that the object is going to have */
    void validate(ObjectNode object, JsonNode managedFields) {
        JsonNode metadata = object.path("metadata");
        String generateName = metadata.path("generateName").asText();
        if (!generateName.isEmpty()) {
            nameErrors(asPrefix(generateName))
                    .forEach(reason -> errors.invalid("metadata.generateName", quoted(generateName), reason));
        }
        String name = metadata.path("name").asText();
        if (name.isEmpty()) {
            errors.required("metadata.name", "name or generateName is required");
        } else {
            nameErrors(name).forEach(reason -> errors.invalid("metadata.name", quoted(name), reason));
        }
        LabelValidation.validateLabels(metadata.path("labels"), "metadata.labels", errors);
        annotations(metadata.path("annotations"));
        owners(metadata.path("ownerReferences"));
        finalizers(metadata.path("finalizers"));
        managers(managedFields);
    }

    private void managers(JsonNode managedFields) {
        for (int index = 0; index < managedFields.size(); index++) {
            JsonNode entry = managedFields.get(index);
            String field = "metadata.managedFields[" + index + "].";
            FieldManagerName.validate(entry.path("manager").asText(), field + "manager", errors);
            if (length(entry.path("subresource").asText()) > MAXIMUM_SUBRESOURCE_BYTES) {
                errors.tooLong(field + "subresource", MAXIMUM_SUBRESOURCE_BYTES);
            }
        }
    }

    /** Adds an error when an object that is being deleted gets a new finalizer. */
    void validateUpdate(ObjectNode object, ObjectNode current) {
        if (!current.path("metadata").has("deletionTimestamp")) {
            return;
        }
        List<String> before = texts(current.path("metadata").path("finalizers"));
        List<String> added = new ArrayList<>();
        for (String finalizer : texts(object.path("metadata").path("finalizers"))) {
            if (!before.contains(finalizer)) {
                added.add(quoted(finalizer));
            }
        }
        if (!added.isEmpty()) {
            errors.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", added) + "}");
        }
    }

    private List<String> nameErrors(String name) {
        return switch (rule) {
            case SUBDOMAIN -> NameSyntax.subdomainErrors(name);
            case LABEL -> NameSyntax.labelErrors(name);
            case LETTER_LABEL -> NameSyntax.letterLabelErrors(name);
            case PATH_SEGMENT -> NameSyntax.pathSegmentErrors(name);
        };
    }

    /** A trailing dash is legal, because the generated part follows it. */
    private static String asPrefix(String generateName) {
        return generateName.length() > 1 && generateName.endsWith("-")
                ? generateName.substring(0, generateName.length() - 2) + "a"
                : generateName;
    }

    private void annotations(JsonNode annotations) {
        long bytes = 0;
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            String key = annotation.getKey();
            for (String reason : NameSyntax.qualifiedErrors(key.toLowerCase(Locale.ROOT))) {
                errors.invalid("metadata.annotations", quoted(key), reason);
            }
            bytes += length(key) + length(annotation.getValue().asText());
        }
        if (bytes > MAXIMUM_ANNOTATIONS_BYTES) {
            errors.tooLong("metadata.annotations", MAXIMUM_ANNOTATIONS_BYTES);
        }
    }

    private void owners(JsonNode owners) {
        String controller = "";
        for (JsonNode owner : owners) {
            String version = owner.path("apiVersion").asText();
            if (version.isEmpty() || version.endsWith("/")) {
                errors.invalid("metadata.ownerReferences.apiVersion", quoted(version), "version must not be empty");
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.path(field).asText().isEmpty()) {
                    errors.invalid("metadata.ownerReferences." + field, "\"\"", "must not be empty");
                }
            }
            if (owner.path("controller").asBoolean()) {
                String here =
                        owner.path("kind").asText() + "/" + owner.path("name").asText();
                if (!controller.isEmpty()) {
                    errors.invalid(
                            "metadata.ownerReferences",
                            new String(Json.write(owners), StandardCharsets.UTF_8),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + here);
                    return;
                }
                controller = here;
            }
        }
    }

    private void finalizers(JsonNode finalizers) {
        List<String> names = texts(finalizers);
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            List<String> reasons = NameSyntax.qualifiedErrors(name);
            reasons.forEach(reason -> errors.invalid("metadata.finalizers", quoted(name), reason));
            if (reasons.isEmpty() && !name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
                errors.invalid(
                        "metadata.finalizers[" + index + "]",
                        quoted(name),
                        "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
        if (names.contains("orphan") && names.contains("foregroundDeletion")) {
            errors.invalid(
                    "metadata.finalizers",
                    new String(Json.write(finalizers), StandardCharsets.UTF_8),
                    "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String quoted(String text) {
        return new String(Json.write(Json.text(text)), StandardCharsets.UTF_8);
    }
}
