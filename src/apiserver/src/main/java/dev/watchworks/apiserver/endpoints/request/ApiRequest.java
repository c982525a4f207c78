package dev.watchworks.apiserver.endpoints.request;

import java.util.Locale;
import java.util.Map;

/**
 * A request with its whole body.
 *
 * @param headers names in lower case; the values of a repeated header are joined with {@code ", "}
 * @param body empty when the request has none
 */
public record ApiRequest(RequestInfo info, Map<String, String> headers, byte[] body) {
    /** The first value of a query parameter, or the empty string. */
    public String parameter(String name) {
        return info.query().first(name);
    }

    /** A header by its lower-case name, or the empty string. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The content type without its parameters, in lower case, or the empty string. */
    public String mediaType() {
        String type = header("content-type");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
