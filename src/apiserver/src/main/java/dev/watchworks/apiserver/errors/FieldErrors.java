package dev.watchworks.apiserver.errors;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with an object, field by field: Kubernetes' {@code field.ErrorList}. */
public final class FieldErrors {

    /**
     * @param reason machine-readable, such as {@code FieldValueRequired}
     * @param field path, such as {@code spec.containers[0].name}
     * @param message as in a cause, such as {@code Required value}
     */
    public record FieldError(String reason, String field, String message) {}

    private final List<FieldError> errors = new ArrayList<>();

    /** {@code field: Required value[: detail]}; the detail may be empty. */
    public void required(String field, String detail) {
        add("FieldValueRequired", field, "Required value", detail);
    }

    /** {@code field: Invalid value: value: detail}; the value is already written as the API writes it (quoted, bare or JSON). */
    public void invalid(String field, String value, String detail) {
        add("FieldValueInvalid", field, "Invalid value: " + value, detail);
    }

    /** {@code field: Duplicate value: value}. */
    public void duplicate(String field, String value) {
        add("FieldValueDuplicate", field, "Duplicate value: " + value, "");
    }

    /** {@code field: Unsupported value: value: supported values: "a", "b"}. */
    public void notSupported(String field, String value, List<String> supported) {
        List<String> quoted = supported.stream().map(word -> '"' + word + '"').toList();
        add(
                "FieldValueNotSupported",
                field,
                "Unsupported value: " + value,
                "supported values: " + String.join(", ", quoted));
    }

    /** {@code field: Forbidden: detail}. */
    public void forbidden(String field, String detail) {
        add("FieldValueForbidden", field, "Forbidden", detail);
    }

    /** {@code field: Too long: detail}. */
    public void tooLong(String field, int maximumBytes) {
        add("FieldValueTooLong", field, "Too long", "may not be more than " + maximumBytes + " bytes");
    }

    /** {@code field: Not found: value}. */
    public void notFound(String field, String value) {
        add("FieldValueNotFound", field, "Not found: " + value, "");
    }

    private void add(String reason, String field, String message, String detail) {
        errors.add(new FieldError(reason, field, detail.isEmpty() ? message : message + ": " + detail));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** The errors so far, in the order in which they were found. */
    public List<FieldError> list() {
        return List.copyOf(errors);
    }
}
