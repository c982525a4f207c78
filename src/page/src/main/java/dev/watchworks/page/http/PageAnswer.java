package dev.watchworks.page.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A response with its whole body.
 *
 * @param headers beside those that all responses have
 */
record PageAnswer(int status, String type, byte[] body, Map<HttpHeader, String> headers) {

    /**
     * A browser loads nothing from elsewhere, whatever a text contains. Mermaid and the timeline bring styles in their
     * elements.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'self'";

    static PageAnswer of(String type, byte[] body) {
        return new PageAnswer(200, type, body, Map.of());
    }

    static PageAnswer html(String html) {
        return of("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    static PageAnswer text(int status, String sentence) {
        return new PageAnswer(
                status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static PageAnswer json(int status, String json) {
        return new PageAnswer(
                status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    PageAnswer with(HttpHeader header, String value) {
        Map<HttpHeader, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new PageAnswer(status, type, body, more);
    }

    /** Adds what all responses have. */
    static void addHeaders(Response response) {
        response.getHeaders()
                .put("Content-Security-Policy", POLICY)
                .put("X-Content-Type-Options", "nosniff")
                .put("Cross-Origin-Resource-Policy", "same-origin")
                .put("Cross-Origin-Opener-Policy", "same-origin")
                // The address has the token.
                .put("Referrer-Policy", "no-referrer")
                .put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        addHeaders(response);
        headers.forEach((header, value) -> response.getHeaders().put(header, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type).put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
