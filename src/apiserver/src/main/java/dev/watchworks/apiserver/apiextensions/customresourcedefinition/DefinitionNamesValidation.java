package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Locale;

/** Checks the names of a definition, wanted ones or accepted ones ({@code ValidateCustomResourceDefinitionNames}). */
record DefinitionNamesValidation(FieldErrors errors) {
    private static final String MIXED_CASE = "may have mixed case, but should otherwise match: ";

    void validate(JsonNode names, String field) {
        lowerCase(NestedFields.text(names, "plural"), field + ".plural");
        lowerCase(NestedFields.text(names, "singular"), field + ".singular");
        String kind = NestedFields.text(names, "kind");
        String listKind = NestedFields.text(names, "listKind");
        mixedCase(kind, field + ".kind");
        mixedCase(listKind, field + ".listKind");
        FieldErrors.each(NestedFields.texts(names, "shortNames"), field + ".shortNames", this::label);
        if (!kind.isEmpty() && kind.equals(listKind)) {
            errors.invalid(field + ".listKind", listKind, List.of("kind and listKind may not be the same"));
        }
        FieldErrors.each(NestedFields.texts(names, "categories"), field + ".categories", this::label);
    }

    private void lowerCase(String name, String field) {
        if (!name.isEmpty()) {
            label(name, field);
        }
    }

    private void mixedCase(String name, String field) {
        List<String> wrong = NameSyntax.dns1035LabelErrors(name.toLowerCase(Locale.ROOT));
        if (!name.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(field, name, List.of(MIXED_CASE + String.join(",", wrong)));
        }
    }

    /** Adds one error for all that is wrong with a DNS-1035 label. */
    void label(String name, String field) {
        List<String> wrong = NameSyntax.dns1035LabelErrors(name);
        if (!wrong.isEmpty()) {
            errors.invalid(field, name, List.of(String.join(",", wrong)));
        }
    }
}
