package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks apiVersion, kind and metadata of the resources in an object (Kubernetes' {@code schema/objectmeta}). */
final class EmbeddedResourceValidation {
    private final FieldErrors errors;

    private EmbeddedResourceValidation(FieldErrors errors) {
        this.errors = errors;
    }

    static void validate(StructuralSchema schema, JsonNode value, String path, FieldErrors errors) {
        new EmbeddedResourceValidation(errors).visit(schema, value, path);
    }

    private void visit(StructuralSchema schema, JsonNode value, String path) {
        if (value.isObject() && schema.extensions().embeddedResource()) {
            resource(value, path.isEmpty() ? "" : path + ".");
        }
        SchemaTraversal.children(schema, value, path, this::visit);
    }

    private void resource(JsonNode resource, String prefix) {
        errors.required(prefix + "apiVersion", !resource.has("apiVersion"));
        errors.required(prefix + "kind", !resource.has("kind"));
        if (isText(resource, "apiVersion", prefix)) {
            String version = resource.path("apiVersion").textValue();
            if (version.chars().filter(letter -> letter == '/').count() > 1) {
                String detail = "unexpected GroupVersion string: " + version;
                errors.invalid(prefix + "apiVersion", GoFormat.quoted(version), detail);
            }
        }
        if (isText(resource, "kind", prefix)) {
            String kind = resource.path("kind").textValue();
            List<String> wrong = NameSyntax.dns1035LabelErrors(kind.toLowerCase(Locale.ROOT));
            if (!wrong.isEmpty()) {
                String detail = "may have mixed case, but should otherwise match: " + String.join(",", wrong);
                errors.invalid(prefix + "kind", GoFormat.quoted(kind), detail);
            }
        }
        metadata(resource.path("metadata"), prefix + "metadata");
    }

    private boolean isText(JsonNode resource, String name, String prefix) {
        JsonNode value = resource.path(name);
        if (value.isMissingNode()) {
            return false;
        }
        if (!value.isTextual() || value.textValue().isEmpty()) {
            String detail = value.isTextual() ? "must not be empty" : "must be a string";
            errors.invalid(prefix + name, GoFormat.badValue(value), detail);
            return false;
        }
        return true;
    }

    private void metadata(JsonNode metadata, String field) {
        for (String name : List.of("generateName", "name")) {
            String value = metadata.path(name).asText();
            if (!value.isEmpty()) {
                errors.invalid(field + "." + name, value, NameSyntax.pathSegmentErrors(value));
            }
        }
        String namespace = metadata.path("namespace").asText();
        if (!namespace.isEmpty()) {
            errors.invalid(field + ".namespace", namespace, NameSyntax.dns1123LabelErrors(namespace));
        }
        LabelValidation.validateLabels(metadata.path("labels"), field + ".labels", errors);
        for (Map.Entry<String, JsonNode> annotation :
                metadata.path("annotations").properties()) {
            String key = annotation.getKey();
            errors.invalid(field + ".annotations", key, NameSyntax.qualifiedErrors(key.toLowerCase(Locale.ROOT)));
        }
    }
}
