package dev.watchworks.apiserver.errors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The errors in an object's fields: Kubernetes' {@code field.ErrorList}. */
public final class FieldErrors {

    /**
     * @param reason machine-readable, such as {@code FieldValueRequired}
     * @param field path, such as {@code spec.containers[0].name}
     * @param message of the cause, such as {@code Required value}
     */
    public record FieldError(String reason, String field, String message) {}

    private final List<FieldError> errors = new ArrayList<>();

    /** {@code field: Required value[: detail]}; the detail may be empty. */
    public void required(String field, String detail) {
        add("FieldValueRequired", field, "Required value", detail);
    }

    /** {@code field: Invalid value: value: detail}; the caller quotes a text. */
    public void invalid(String field, String value, String detail) {
        add("FieldValueInvalid", field, "Invalid value: " + value, detail);
    }

    /** The same for a field's JSON value, {@code null} for an absent one. */
    public void invalid(String field, JsonNode value, String detail) {
        String shown = value.isMissingNode() ? "null" : value.toString();
        invalid(field, value.isTextual() ? GoFormat.quoted(value.asText()) : shown, detail);
    }

    /** The same for a text, with one error for each detail. */
    public void invalid(String field, String text, List<String> wrong) {
        wrong.forEach(detail -> invalid(field, GoFormat.quoted(text), detail));
    }

    /** The same for a number, with one error for each detail. */
    public void invalid(String field, long number, List<String> wrong) {
        wrong.forEach(detail -> invalid(field, String.valueOf(number), detail));
    }

    /** {@code field: Invalid value: number: must be greater than or equal to 0}, or greater than 0, if it is less. */
    public void minimum(String field, long number, int least) {
        if (number < least) {
            String bound = least == 0 ? "or equal to 0" : String.valueOf(least - 1);
            invalid(field, String.valueOf(number), "must be greater than " + bound);
        }
    }

    /** {@code field: Invalid value: value: field is immutable}. */
    public void immutable(String field, JsonNode value) {
        invalid(field, value, "field is immutable");
    }

    /** {@code field: Required value} of an empty text, {@code field: Unsupported value} of one that is not supported. */
    public void oneOf(String field, String text, List<String> supported) {
        if (text.isEmpty()) {
            required(field, "");
        } else {
            supported(field, text, supported);
        }
    }

    /** {@code field: Unsupported value} of a text that is not supported, even of the empty text. */
    public void supported(String field, String text, List<String> supported) {
        if (!supported.contains(text)) {
            notSupported(field, GoFormat.quoted(text), supported);
        }
    }

    /** Checks the format of a text unless it is empty. */
    public void format(String field, String text, Function<String, List<String>> check) {
        if (!text.isEmpty()) {
            invalid(field, text, check.apply(text));
        }
    }

    /** Checks the format of a text that must not be empty. */
    public void requiredFormat(String field, String text, Function<String, List<String>> check) {
        required(field, text.isEmpty());
        format(field, text, check);
    }

    /** {@code field: Required value} if the field is empty. */
    public void required(String field, boolean isEmpty) {
        required(field, isEmpty, "");
    }

    /** {@code field: Required value[: detail]} if the field is empty. */
    public void required(String field, boolean isEmpty, String detail) {
        if (isEmpty) {
            required(field, detail);
        }
    }

    /** {@code field: Duplicate value: text} if the earlier texts have the text; adds it to them. */
    public void unique(String field, String text, Set<String> earlier) {
        if (!earlier.add(text)) {
            duplicate(field, GoFormat.quoted(text));
        }
    }

    /** Checks the first of the present alternatives, and adds an error when there is none, or one for each other. */
    public void exactlyOne(String field, List<String> present, String what, Consumer<String> check) {
        if (present.isEmpty()) {
            required(field, "must specify a " + what);
            return;
        }
        check.accept(present.get(0));
        present.stream()
                .skip(1)
                .forEach(other -> forbidden(field + "." + other, "may not specify more than 1 " + what));
    }

    /** Checks each element of a list with its path: {@code field[0]} and so on. */
    public static <T> void each(List<T> list, String field, BiConsumer<T, String> check) {
        for (int index = 0; index < list.size(); index++) {
            check.accept(list.get(index), field + "[" + index + "]");
        }
    }

    /** {@code field: Duplicate value: value}. */
    public void duplicate(String field, String value) {
        add("FieldValueDuplicate", field, "Duplicate value: " + value, "");
    }

    /** {@code field: Unsupported value: value: supported values: "a", "b"}. */
    public void notSupported(String field, String value, List<String> supported) {
        String listed = supported.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", "));
        add("FieldValueNotSupported", field, "Unsupported value: " + value, "supported values: " + listed);
    }

    /** {@code field: Forbidden: detail}. */
    public void forbidden(String field, String detail) {
        add("FieldValueForbidden", field, "Forbidden", detail);
    }

    /** {@code field: Too long: detail}. */
    public void tooLong(String field, int maximumBytes) {
        String unit = maximumBytes == 1 ? " byte" : " bytes";
        add("FieldValueTooLong", field, "Too long", "may not be more than " + maximumBytes + unit);
    }

    /** {@code field: Not found: value}. */
    public void notFound(String field, String value) {
        add("FieldValueNotFound", field, "Not found: " + value, "");
    }

    /** {@code field: Invalid value: value: detail}, with the reason for a value of the wrong type. */
    public void typeInvalid(String field, JsonNode value, String detail) {
        add("FieldValueTypeInvalid", field, "Invalid value: " + GoFormat.badValue(value), detail);
    }

    /** {@code field: Too many: actual: must have at most maximum items}. */
    public void tooMany(String field, long actual, long maximum) {
        String items = maximum == 1 ? " item" : " items";
        add("FieldValueTooMany", field, "Too many: " + actual, "must have at most " + maximum + items);
    }

    /** Adds errors that another check has found. */
    public void addAll(List<FieldError> others) {
        errors.addAll(others);
    }

    private void add(String reason, String field, String message, String detail) {
        errors.add(new FieldError(reason, field, detail.isEmpty() ? message : message + ": " + detail));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** The errors, in the order in which they were added. */
    public List<FieldError> list() {
        return List.copyOf(errors);
    }
}
