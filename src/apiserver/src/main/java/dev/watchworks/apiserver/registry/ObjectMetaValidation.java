package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.fieldmanager.FieldManagerName;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.Strategy;
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

    private final Strategy strategy;
    private final FieldErrors errors;

    ObjectMetaValidation(Strategy strategy, FieldErrors errors) {
        this.strategy = strategy;
        this.errors = errors;
    }

    /** @param managedFields the managedFields that the write stores */
    void validate(ObjectNode object, JsonNode managedFields) {
        JsonNode metadata = object.path("metadata");
        String generateName = metadata.path("generateName").asText();
        if (!generateName.isEmpty()) {
            errors.invalid("metadata.generateName", generateName, strategy.nameErrors(asPrefix(generateName)));
        }
        String name = ObjectMeta.name(object);
        if (name.isEmpty()) {
            errors.required("metadata.name", "name or generateName is required");
        } else {
            errors.invalid("metadata.name", name, strategy.nameErrors(name));
        }
        LabelValidation.validateLabels(metadata.path("labels"), "metadata.labels", errors);
        annotations(metadata.path("annotations"));
        owners(metadata.path("ownerReferences"));
        finalizers(metadata.path("finalizers"));
        managers(managedFields);
    }

    private void managers(JsonNode managedFields) {
        FieldErrors.each(NestedFields.objects(managedFields), "metadata.managedFields", (entry, field) -> {
            FieldManagerName.validate(entry.path("manager").asText(), field + ".manager", errors);
            if (length(entry.path("subresource").asText()) > MAXIMUM_SUBRESOURCE_BYTES) {
                errors.tooLong(field + ".subresource", MAXIMUM_SUBRESOURCE_BYTES);
            }
        });
    }

    /** Adds an error when an object that is being deleted gets a new finalizer. */
    void validateUpdate(ObjectNode object, ObjectNode current) {
        List<String> added = new ArrayList<>(ObjectMeta.finalizers(object));
        added.removeAll(ObjectMeta.finalizers(current));
        if (!added.isEmpty() && ObjectMeta.isBeingDeleted(current)) {
            added.replaceAll(GoFormat::quoted);
            errors.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", added) + "}");
        }
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
            errors.invalid("metadata.annotations", key, NameSyntax.qualifiedErrors(key.toLowerCase(Locale.ROOT)));
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
                errors.invalid(
                        "metadata.ownerReferences.apiVersion", GoFormat.quoted(version), "version must not be empty");
            }
            for (String field : List.of("kind", "name", "uid")) {
                if (owner.path(field).asText().isEmpty()) {
                    errors.invalid("metadata.ownerReferences." + field, "\"\"", "must not be empty");
                }
            }
            if (owner.path("controller").asBoolean()) {
                String reference =
                        owner.path("kind").asText() + "/" + owner.path("name").asText();
                if (!controller.isEmpty()) {
                    errors.invalid(
                            "metadata.ownerReferences",
                            new String(Json.write(owners), StandardCharsets.UTF_8),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + reference);
                    return;
                }
                controller = reference;
            }
        }
    }

    private void finalizers(JsonNode finalizers) {
        List<String> names = NestedFields.texts(finalizers);
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index);
            List<String> reasons = NameSyntax.qualifiedErrors(name);
            errors.invalid("metadata.finalizers", name, reasons);
            if (!strategy.allowsUnqualifiedFinalizers()
                    && reasons.isEmpty()
                    && !name.contains("/")
                    && !STANDARD_FINALIZERS.contains(name)) {
                errors.invalid(
                        "metadata.finalizers[" + index + "]",
                        GoFormat.quoted(name),
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

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
