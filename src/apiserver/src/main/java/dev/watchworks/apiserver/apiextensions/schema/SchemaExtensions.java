package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.List;

/**
 * The fields of a schema that only Kubernetes has (its {@code schema.Extensions}).
 *
 * @param preserveUnknownFields {@code x-kubernetes-preserve-unknown-fields}
 * @param embeddedResource {@code x-kubernetes-embedded-resource}
 * @param intOrString {@code x-kubernetes-int-or-string}
 * @param listType {@code x-kubernetes-list-type}: {@code atomic}, {@code set}, {@code map}, or the empty string
 * @param listMapKeys {@code x-kubernetes-list-map-keys}
 * @param mapType {@code x-kubernetes-map-type}: {@code granular}, {@code atomic}, or the empty string
 * @param rules {@code x-kubernetes-validations}
 */
public record SchemaExtensions(
        boolean preserveUnknownFields,
        boolean embeddedResource,
        boolean intOrString,
        String listType,
        List<String> listMapKeys,
        String mapType,
        List<ValidationRule> rules) {
    private static final String PREFIX = "x-kubernetes-";

    static SchemaExtensions parse(JsonNode schema) {
        return new SchemaExtensions(
                schema.path(PREFIX + "preserve-unknown-fields").asBoolean(),
                schema.path(PREFIX + "embedded-resource").asBoolean(),
                schema.path(PREFIX + "int-or-string").asBoolean(),
                NestedFields.text(schema, PREFIX + "list-type"),
                NestedFields.texts(schema, PREFIX + "list-map-keys"),
                NestedFields.text(schema, PREFIX + "map-type"),
                NestedFields.objects(schema, PREFIX + "validations").stream()
                        .map(ValidationRule::parse)
                        .toList());
    }

    SchemaExtensions asEmbeddedResource() {
        return new SchemaExtensions(preserveUnknownFields, true, intOrString, listType, listMapKeys, mapType, rules);
    }
}
