package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.List;

/** Checks the environment of a container. */
final class EnvironmentValidation {
    private static final List<String> FIELD_PATHS = List.of(
            "metadata.name",
            "metadata.namespace",
            "metadata.uid",
            "spec.nodeName",
            "spec.serviceAccountName",
            "status.hostIP",
            "status.hostIPs",
            "status.podIP",
            "status.podIPs");

    private EnvironmentValidation() {}

    static void validate(ObjectNode container, String field, FieldErrors errors) {
        FieldErrors.each(
                objects(container, "env"), field + ".env", (item, place) -> validateVariable(item, place, errors));
        String list = field + ".envFrom";
        for (ObjectNode source : objects(container, "envFrom")) {
            boolean map = source.has("configMapRef");
            boolean secret = source.has("secretRef");
            if (!map && !secret) {
                errors.invalid(list, "\"\"", "must specify one of: `configMapRef` or `secretRef`");
            } else if (map && secret) {
                errors.invalid(list, "\"\"", "may not have more than one field specified at a time");
            }
        }
    }

    private static void validateVariable(ObjectNode variable, String field, FieldErrors errors) {
        errors.requiredFormat(field + ".name", text(variable, "name"), ValueSyntax::environmentName);
        JsonNode source = variable.path("valueFrom");
        if (!source.isObject()) {
            return;
        }
        String place = field + ".valueFrom";
        validateKey(source.path("configMapKeyRef"), place + ".configMapKeyRef", errors);
        validateKey(source.path("secretKeyRef"), place + ".secretKeyRef", errors);
        validateFieldPath(source.path("fieldRef"), place + ".fieldRef", errors);
        if (source.isEmpty()) {
            errors.invalid(
                    place,
                    "\"\"",
                    "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        } else if (!text(variable, "value").isEmpty()) {
            errors.invalid(place, "\"\"", "may not be specified when `value` is not empty");
        } else if (source.size() > 1) {
            errors.invalid(place, "\"\"", "may not have more than one field specified at a time");
        }
    }

    private static void validateKey(JsonNode reference, String field, FieldErrors errors) {
        if (!reference.isObject()) {
            return;
        }
        String name = text(reference, "name");
        errors.invalid(field + ".name", name, NameSyntax.subdomainErrors(name));
        errors.requiredFormat(field + ".key", text(reference, "key"), ValueSyntax::configMapKey);
    }

    private static void validateFieldPath(JsonNode reference, String field, FieldErrors errors) {
        if (!reference.isObject()) {
            return;
        }
        String path = text(reference, "fieldPath");
        if (path.isEmpty()) {
            errors.required(field + ".fieldPath", "");
        } else if (!path.matches("metadata\\.(labels|annotations)\\['.+']") && !FIELD_PATHS.contains(path)) {
            errors.invalid(
                    field + ".fieldPath",
                    quoted(path),
                    "error converting fieldPath: field label not supported: " + path);
        }
    }
}
