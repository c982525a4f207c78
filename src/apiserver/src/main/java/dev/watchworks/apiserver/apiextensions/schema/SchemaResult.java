package dev.watchworks.apiserver.apiextensions.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * The errors of a value and how many checks applied to it (kube-openapi's {@code validate.Result}). Of the alternatives
 * of an {@code anyOf}, the one with the most checks is reported.
 */
final class SchemaResult {
    private final List<SchemaError> errors = new ArrayList<>(0);
    private int matches;

    boolean isValid() {
        return errors.isEmpty();
    }

    List<SchemaError> errors() {
        return errors;
    }

    int matches() {
        return matches;
    }

    void match() {
        matches++;
    }

    /** Adds an error unless another one has the same message. */
    void add(SchemaError error) {
        for (SchemaError earlier : errors) {
            if (earlier.message().equals(error.message())) {
                return;
            }
        }
        errors.add(error);
    }

    void merge(SchemaResult other) {
        other.errors.forEach(this::add);
        matches += other.matches;
    }

    void dropErrors() {
        errors.clear();
    }
}
