package dev.watchworks.apiserver.endpoints.request;

import dev.watchworks.apiserver.errors.ApiErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoded query of a URL. It parses values like Go and has Go's error messages.
 *
 * @param values the values of each name, in their order
 */
public record QueryParameters(Map<String, List<String>> values) {
    /** A URL without a query. */
    public static final QueryParameters NONE = new QueryParameters(Map.of());

    /** Parses a raw query; like Go, leaves out pairs that cannot be decoded. */
    static QueryParameters of(@Nullable String rawQuery) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = PercentDecoding.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = PercentDecoding.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (!pair.isEmpty() && !pair.contains(";") && name != null && value != null) {
                values.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
            }
        }
        return new QueryParameters(values);
    }

    /** Whether the query has a parameter, with or without a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values of a parameter, or an empty list. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of a parameter, or the empty string. */
    public String first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** True unless the parameter is missing, {@code false} or {@code 0}. */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(optionalFlag(name));
    }

    /** The same, or null when the parameter is missing. */
    public @Nullable Boolean optionalFlag(String name) {
        if (all(name).isEmpty()) {
            return null;
        }
        String value = first(name).toLowerCase(Locale.ROOT);
        return !value.equals("false") && !value.equals("0");
    }

    /** A whole number, or null when the parameter is missing or empty; throws 400 when it is not a number. */
    public @Nullable Long number(String name) {
        String value = first(name);
        if (value.isEmpty()) {
            return null;
        }
        if (!value.matches("[+-]?[0-9]+")) {
            throw ApiErrors.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException tooLong) {
            throw ApiErrors.badRequest("strconv.ParseInt: parsing \"" + value + "\": value out of range");
        }
    }

    /** A whole number, or 0 when the parameter is missing or empty. */
    public long numberOrZero(String name) {
        Long value = number(name);
        return value == null ? 0 : value;
    }
}
