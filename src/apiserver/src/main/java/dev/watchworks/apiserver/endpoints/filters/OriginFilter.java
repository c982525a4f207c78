package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests from pages in a browser. A server without a token needs this filter, because a page of any site can send
 * requests to a loopback address. A server with a token does not need it: a page does not know the token, and no response
 * allows another origin to read it.
 */
public final class OriginFilter implements RequestFilter {
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    @Override
    public ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers) {
        boolean isFromPage = headers.containsKey("origin") || headers.containsKey("sec-fetch-site");
        return isFromPage || isForeign(headers.getOrDefault("host", "")) ? ForbiddenResponse.of(info) : null;
    }

    /** Whether the host is not a name of loopback, as in a request of a page after DNS rebinding. */
    private static boolean isForeign(String host) {
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return !name.isEmpty() && !LOOPBACK_NAMES.contains(name);
    }
}
