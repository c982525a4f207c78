package dev.watchworks.apiserver.endpoints.request;

import java.util.List;
import java.util.Map;

/**
 * A request after authentication, with its whole body.
 *
 * @param method upper case, such as {@code GET}
 * @param path percent-decoded segments' raw path, beginning with a slash, without the query
 * @param query decoded parameters in order of appearance
 * @param headers names in lower case; the values of a repeated header are joined with {@code ", "}
 * @param body empty when there is none
 */
public record ApiRequest(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {

    /** The first value of a query parameter, or the empty string. */
    public String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.get(0);
    }

    /** A header by its lower-case name, or the empty string. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
