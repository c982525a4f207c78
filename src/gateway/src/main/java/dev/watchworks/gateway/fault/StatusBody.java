package dev.watchworks.gateway.fault;

import java.util.Locale;

/** Writes failures as Kubernetes does: as objects of kind Status. */
public final class StatusBody {
    private StatusBody() {}

    /** Returns a Status without details, with its fields in the API server's order. */
    public static String of(int code, String reason, String message) {
        return withDetails(code, reason, message, "");
    }

    static String withDetails(int code, String reason, String message, String details) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":"
                + quoted(message) + ",\"reason\":" + quoted(reason)
                + (details.isEmpty() ? "" : ",\"details\":" + details)
                + ",\"code\":" + code + "}";
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }
}
