package dev.watchworks.apiserver.endpoints.filters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.StatusWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever bears the token, as an administrator. Without credentials a request is {@code system:anonymous}'s and
 * sees what a real cluster shows to everyone: health and version. No answer allows another origin, so that a browser's
 * page cannot read one; where no token is asked for, requests that a page sent are refused.
 */
public final class AuthenticationFilter {
    private static final Set<String> OPEN_PATHS = Set.of("/healthz", "/livez", "/readyz", "/version", "/version/");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final String ANONYMOUS = "system:anonymous";

    private final byte @Nullable [] token;

    private AuthenticationFilter(byte @Nullable [] token) {
        this.token = token;
    }

    /** Asks for a bearer token. */
    public static AuthenticationFilter withToken(String token) {
        return new AuthenticationFilter(token.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets in every program that reaches the server. */
    public static AuthenticationFilter open() {
        return new AuthenticationFilter(null);
    }

    /**
     * Decides on a request's head, before its body is read: null lets it in, else it is answered thus.
     *
     * @param headers names in lower case
     */
    public ApiResponse.@Nullable Whole refuse(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers) {
        if (token == null) {
            return isFromBrowser(headers) ? forbidden(method, path, query) : null;
        }
        String bearer = bearer(headers.getOrDefault("authorization", ""));
        if (bearer.isEmpty()) {
            boolean isOpen = (method.equals("GET") || method.equals("HEAD")) && OPEN_PATHS.contains(path);
            return isOpen ? null : forbidden(method, path, query);
        }
        boolean isRight = MessageDigest.isEqual(token, bearer.getBytes(StandardCharsets.UTF_8));
        return isRight ? null : whole(401, StatusWriter.failure(401, "Unauthorized", "Unauthorized", null), Map.of());
    }

    private static String bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return isBearer ? authorization.substring(7).strip() : "";
    }

    /** Pages send their origin, or reach a loopback address under a name of their own (DNS rebinding). */
    private static boolean isFromBrowser(Map<String, String> headers) {
        if (headers.containsKey("origin") || headers.containsKey("sec-fetch-site")) {
            return true;
        }
        String host = headers.getOrDefault("host", "");
        String name = host.replaceFirst(":\\d+$", "");
        return !name.isEmpty() && !LOOPBACK_NAMES.contains(name);
    }

    private static ApiResponse.Whole forbidden(String method, String path, Map<String, List<String>> query) {
        AuthorizerAttributes attributes = AuthorizerAttributes.of(method, path, query);
        ObjectNode details = Json.object();
        String plural = attributes.resource().replaceFirst("/.*", "");
        String subject = "";
        if (attributes.isResource()) {
            putUnlessEmpty(details, "name", attributes.name());
            putUnlessEmpty(details, "group", attributes.group());
            details.put("kind", plural);
            subject = plural + (attributes.group().isEmpty() ? "" : "." + attributes.group())
                    + (attributes.name().isEmpty() ? "" : " \"" + attributes.name() + "\"")
                    + " is ";
        }
        String message = subject + "forbidden: " + attributes.forbidden(ANONYMOUS, path);
        ObjectNode status = StatusWriter.failure(403, "Forbidden", message, details);
        return whole(403, status, Map.of("X-Content-Type-Options", "nosniff"));
    }

    private static void putUnlessEmpty(ObjectNode object, String name, String value) {
        if (!value.isEmpty()) {
            object.put(name, value);
        }
    }

    private static ApiResponse.Whole whole(int code, ObjectNode status, Map<String, String> headers) {
        return new ApiResponse.Whole(code, "application/json", headers, Json.write(status));
    }
}
