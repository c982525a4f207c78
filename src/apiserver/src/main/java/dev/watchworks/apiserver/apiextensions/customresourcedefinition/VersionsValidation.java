package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchemaValidation;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.List;

/** Checks the versions of a definition. A field that all versions have in common is checked once, as a field of the spec. */
final class VersionsValidation {
    private static final String SCHEMA = "openAPIV3Schema";

    private final List<ObjectNode> versions;
    private final boolean isListed;
    private final FieldErrors errors;
    private final VersionFieldsValidation fields;

    VersionsValidation(JsonNode spec, FieldErrors errors) {
        versions = NestedFields.objects(spec, "versions");
        isListed = spec.path("versions").isArray();
        this.errors = errors;
        fields = new VersionFieldsValidation(errors);
    }

    /** Whether all versions have the same value in a field, so that the internal form has it in the spec. */
    private boolean isShared(String field) {
        return versions.stream()
                .allMatch(version -> version.path(field).equals(versions.get(0).path(field)));
    }

    /** Whether a schema has a default somewhere. */
    boolean haveDefaults() {
        return versions.stream().anyMatch(version -> version.path("schema").findValue("default") != null);
    }

    /** The versions in the words of Go's internal form, without what they have in common. */
    String shown() {
        ArrayNode shown = Json.array();
        for (ObjectNode version : versions) {
            ObjectNode entry = shown.addObject();
            entry.put("Name", NestedFields.text(version, "name"));
            for (String flag : List.of("served", "storage", "deprecated")) {
                entry.put(capital(flag), version.path(flag).asBoolean());
            }
            entry.set("DeprecationWarning", version.get("deprecationWarning"));
            for (String field : List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields")) {
                entry.set(capital(field), isShared(field) ? null : version.get(field));
            }
        }
        return versions.isEmpty() && !isListed ? "null" : shown.toString();
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    void requireSchemas() {
        boolean shared = isShared("schema");
        if (shared && !versions.isEmpty() && versions.get(0).path("schema").has(SCHEMA)) {
            return;
        }
        FieldErrors.each(
                versions,
                "spec.versions",
                (version, field) -> errors.required(
                        field + ".schema." + SCHEMA, !version.path("schema").has(SCHEMA)));
    }

    void validateEach() {
        FieldErrors.each(versions, "spec.versions", this::version);
    }

    private void version(ObjectNode version, String field) {
        new DefinitionNamesValidation(errors).label(NestedFields.text(version, "name"), field + ".name");
        fields.deprecation(version, field);
        if (!isShared("schema")) {
            schema(version.path("schema"), hasStatus(version), field + ".schema");
        }
        if (!isShared("subresources")) {
            fields.subresources(version.path("subresources"), field + ".subresources");
        }
        if (!isShared("additionalPrinterColumns")) {
            fields.columns(version, field + ".additionalPrinterColumns");
        }
        if (!isShared("selectableFields")) {
            fields.selectableFields(version, field + ".selectableFields");
        }
    }

    /** Checks what all versions have in common. */
    void validateShared() {
        if (versions.isEmpty()) {
            return;
        }
        ObjectNode first = versions.get(0);
        if (isShared("schema")) {
            schema(first.path("schema"), versions.stream().anyMatch(VersionsValidation::hasStatus), "spec.validation");
        }
        if (isShared("subresources")) {
            fields.subresources(first.path("subresources"), "spec.subresources");
        }
        if (isShared("additionalPrinterColumns")) {
            fields.columns(first, "spec.additionalPrinterColumns");
        }
        if (isShared("selectableFields")) {
            fields.selectableFields(first, "spec.selectableFields");
        }
    }

    private void schema(JsonNode validation, boolean hasStatus, String field) {
        JsonNode schema = validation.path(SCHEMA);
        if (!schema.isObject()) {
            return;
        }
        StructuralSchemaValidation.validate(schema, hasStatus, field + "." + SCHEMA, errors);
    }

    private static boolean hasStatus(JsonNode version) {
        return version.path("subresources").has("status");
    }
}
