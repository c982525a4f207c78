package dev.watchworks.gateway.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first value of each query parameter, read as leniently as the API server does. */
record RequestQuery(Map<String, String> values) {

    static RequestQuery parse(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            values.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return new RequestQuery(Map.copyOf(values));
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    @Nullable
    Long number(String name) {
        try {
            return values.containsKey(name) ? Long.valueOf(text(name)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns null when absent, false for "false" and "0", and true for all else, as the API server does. */
    @Nullable
    Boolean flag(String name) {
        String value = values.get(name);
        return value == null ? null : !value.equalsIgnoreCase("false") && !value.equals("0");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
