package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the bearer token. A client with the token may do everything. A request without credentials is from {@code
 * system:anonymous}, which may read health and version, as in a real cluster.
 */
public final class AuthenticationFilter implements RequestFilter {
    private static final Set<String> OPEN_PATHS = Set.of("/healthz", "/livez", "/readyz", "/version", "/version/");

    private final byte[] token;

    /** A filter for one token. */
    public AuthenticationFilter(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers) {
        String bearer = bearer(headers.getOrDefault("authorization", ""));
        if (bearer.isEmpty()) {
            boolean isRead = info.method().equals("GET") || info.method().equals("HEAD");
            return isRead && OPEN_PATHS.contains(info.path()) ? null : ForbiddenResponse.of(info);
        }
        boolean isRight = MessageDigest.isEqual(token, bearer.getBytes(StandardCharsets.UTF_8));
        return isRight ? null : ApiResponse.failure(ApiErrors.unauthorized());
    }

    private static String bearer(String authorization) {
        boolean isBearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        return isBearer ? authorization.substring(7).strip() : "";
    }
}
