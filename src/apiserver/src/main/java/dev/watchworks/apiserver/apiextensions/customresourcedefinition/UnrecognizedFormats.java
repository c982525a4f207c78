package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the formats of texts that the server does not check ({@code GetUnrecognizedFormats}). */
final class UnrecognizedFormats {
    private static final Set<String> KNOWN = Set.of(
            "bsonobjectid",
            "uri",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "cidr",
            "mac",
            "uuid",
            "uuid3",
            "uuid4",
            "uuid5",
            "isbn",
            "isbn10",
            "isbn13",
            "creditcard",
            "ssn",
            "hexcolor",
            "rgbcolor",
            "byte",
            "password",
            "date",
            "duration",
            "datetime",
            "k8sshortname",
            "k8slongname");

    private final Set<String> found = new LinkedHashSet<>();

    private UnrecognizedFormats() {}

    /** The formats in all schemas of a definition, each once. */
    static Set<String> of(JsonNode definition) {
        UnrecognizedFormats formats = new UnrecognizedFormats();
        NestedFields.objects(definition, "spec", "versions")
                .forEach(version -> formats.visit(version.path("schema").path("openAPIV3Schema")));
        return formats.found;
    }

    private void visit(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        String format = NestedFields.text(schema, "format");
        if (!format.isEmpty()
                && NestedFields.text(schema, "type").equals("string")
                && !KNOWN.contains(format.replace("-", ""))) {
            found.add(format);
        }
        visit(schema.path("items"));
        for (String field : new String[] {"allOf", "anyOf", "oneOf"}) {
            schema.path(field).forEach(this::visit);
        }
        visit(schema.path("not"));
        schema.path("properties").forEach(this::visit);
        visit(schema.path("additionalProperties"));
    }
}
