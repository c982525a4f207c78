package dev.watchworks.gateway.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Copies headers without those that belong to one connection, RFC 9110 section 7.6.1. */
final class HopByHopHeaders {
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** The request to the cluster has its own. */
    private static final Set<String> OF_THE_GATEWAY = Set.of("host", "authorization", "content-length");

    private HopByHopHeaders() {}

    /** Adds a client's headers to a request to the cluster. The request has the cluster's credentials already. */
    static void copyRequestHeaders(HttpFields from, HttpFields.Mutable to) {
        Set<String> named = namedByConnection(from);
        for (HttpField field : from) {
            String name = field.getLowerCaseName();
            if (!OF_ONE_CONNECTION.contains(name) && !named.contains(name) && !OF_THE_GATEWAY.contains(name)) {
                to.add(field);
            }
        }
    }

    /** Adds the cluster's headers to the response for the client. */
    static void copyResponseHeaders(HttpFields from, HttpFields.Mutable to) {
        Set<String> named = namedByConnection(from);
        for (HttpField field : from) {
            String name = field.getLowerCaseName();
            if (!OF_ONE_CONNECTION.contains(name) && !named.contains(name)) {
                to.add(field);
            }
        }
    }

    private static Set<String> namedByConnection(HttpFields fields) {
        return fields.getValuesList(HttpHeader.CONNECTION).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
