package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that a schema's defaults are valid themselves (Kubernetes' {@code defaulting.ValidateDefaults}). */
final class DefaultsValidation {
    private final FieldErrors errors;
    private final SchemaValidator validator = new SchemaValidator();

    private DefaultsValidation(FieldErrors errors) {
        this.errors = errors;
    }

    static void validate(StructuralSchema schema, String field, FieldErrors errors) {
        StructuralSchema root = schema.asEmbeddedResource();
        new DefaultsValidation(errors).visit(root, root, SurroundingObject.ROOT, false, field);
    }

    private void visit(
            StructuralSchema schema,
            StructuralSchema resource,
            SurroundingObject around,
            boolean insideMeta,
            String field) {
        boolean isResource = schema.extensions().embeddedResource();
        StructuralSchema root = isResource ? schema : resource;
        SurroundingObject outside = isResource ? SurroundingObject.ROOT : around;
        boolean inMeta = insideMeta && !isResource;
        JsonNode value = schema.defaultValue();
        if (value != null) {
            if (inMeta) {
                insideMetadata(value, schema, root, outside, field + ".default");
            } else {
                outsideMetadata(value, schema, field + ".default");
            }
        }
        if (schema.items() != null) {
            visit(schema.items(), root, outside.item(), inMeta, field + ".items");
        }
        schema.properties().forEach((name, property) -> {
            boolean isMeta =
                    isResource && List.of("metadata", "apiVersion", "kind").contains(name);
            String place = StructuralValidation.property(field, name);
            visit(property, root, outside.child(name), inMeta || isMeta, place);
        });
    }

    private void insideMetadata(
            JsonNode value, StructuralSchema schema, StructuralSchema root, SurroundingObject around, String field) {
        FieldErrors wrong = new FieldErrors();
        EmbeddedResourceValidation.validate(root, around.around(value.deepCopy()), "", wrong);
        if (wrong.isEmpty()) {
            values(value, schema, field);
            return;
        }
        List<String> texts = wrong.list().stream()
                .map(error -> error.field() + ": " + error.message())
                .distinct()
                .toList();
        String joined = texts.stream().collect(Collectors.joining(", "));
        String shown = texts.size() == 1 ? joined : "[" + joined + "]";
        errors.invalid(field, GoFormat.badValue(value), "must result in valid metadata: " + shown);
    }

    private void outsideMetadata(JsonNode value, StructuralSchema schema, String field) {
        JsonNode pruned = value.deepCopy();
        Pruner.pruneValue(pruned, schema);
        if (!pruned.equals(value)) {
            errors.invalid(field, GoFormat.badValue(value), "must not have unknown fields");
        }
        FieldErrors wrong = new FieldErrors();
        EmbeddedResourceValidation.validate(schema, value, field, wrong);
        if (wrong.isEmpty()) {
            values(value, schema, field);
        } else {
            errors.addAll(wrong.list());
        }
    }

    private void values(JsonNode value, StructuralSchema schema, String field) {
        SchemaResult result = validator.validate(schema, value, "", null);
        if (!result.isValid()) {
            result.errors().forEach(error -> error.addTo(errors, field));
            return;
        }
        RuleValidator rules = RuleValidator.of(schema, schema.extensions().embeddedResource());
        if (!rules.isEmpty()) {
            FieldErrors broken = new FieldErrors();
            RuleValidator.Output output = new RuleValidator.Output(broken, warning -> {});
            rules.validate(value, value, field, RatchetingOptions.NONE, output);
            if (broken.isEmpty()) {
                rules.validate(value, null, field, RatchetingOptions.NONE, output);
            }
            errors.addAll(broken.list());
        }
    }
}
