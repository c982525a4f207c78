package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@code anyOf}, {@code oneOf}, {@code allOf} and {@code not} (kube-openapi's {@code schemaPropsValidator}). */
final class SchemaPropsValidator {
    private final SchemaValidator validator;

    SchemaPropsValidator(SchemaValidator validator) {
        this.validator = validator;
    }

    void validate(StructuralSchema schema, JsonNode value, String path, SchemaResult result) {
        ValueValidation rules = schema.validation();
        anyOf(rules.anyOf(), value, path, result);
        oneOf(rules.oneOf(), value, path, result);
        allOf(rules.allOf(), value, path, result);
        StructuralSchema not = rules.not();
        if (not != null && validator.validate(not, value, path, null).isValid()) {
            result.add(composite(path, "must not validate the schema (not)"));
        }
        result.match();
    }

    private void anyOf(List<StructuralSchema> schemas, JsonNode value, String path, SchemaResult result) {
        if (schemas.isEmpty()) {
            return;
        }
        SchemaResult best = null;
        for (StructuralSchema schema : schemas) {
            SchemaResult one = validator.validate(schema, value, path, null);
            if (one.isValid()) {
                result.merge(one);
                return;
            }
            best = better(one, best);
        }
        result.add(composite(path, "must validate at least one schema (anyOf)"));
        mergeIfPresent(best, result);
    }

    private void oneOf(List<StructuralSchema> schemas, JsonNode value, String path, SchemaResult result) {
        SchemaResult best = null;
        SchemaResult success = null;
        int valid = 0;
        for (StructuralSchema schema : schemas) {
            SchemaResult one = validator.validate(schema, value, path, null);
            if (one.isValid()) {
                valid++;
                success = success == null ? one : success;
                best = null;
            } else if (valid == 0) {
                best = better(one, best);
            }
        }
        if (schemas.isEmpty()) {
            return;
        }
        if (valid == 1) {
            mergeIfPresent(success, result);
            return;
        }
        String found = valid == 0 ? "Found none valid" : "Found " + valid + " valid alternatives";
        result.add(composite(path, "must validate one and only one schema (oneOf). " + found));
        mergeIfPresent(best, result);
    }

    private void allOf(List<StructuralSchema> schemas, JsonNode value, String path, SchemaResult result) {
        int valid = 0;
        for (StructuralSchema schema : schemas) {
            SchemaResult one = validator.validate(schema, value, path, null);
            valid += one.isValid() ? 1 : 0;
            result.merge(one);
        }
        if (valid != schemas.size()) {
            String none = valid == 0 ? ". None validated" : "";
            result.add(composite(path, "must validate all the schemas (allOf)" + none));
        }
    }

    /** The alternative to which more checks applied explains more. */
    private static SchemaResult better(SchemaResult one, @Nullable SchemaResult best) {
        return best == null || one.matches() > best.matches() ? one : best;
    }

    private static void mergeIfPresent(@Nullable SchemaResult other, SchemaResult result) {
        if (other != null) {
            result.merge(other);
        }
    }

    private static SchemaError composite(String path, String rule) {
        return SchemaError.composite(GoFormat.quoted(path) + " " + rule);
    }
}
