package dev.watchworks.page.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the page's server answers a request.
 *
 * <p>Any website can make a browser send requests to 127.0.0.1. Such a request names the website in {@code Origin}, or, if
 * the website's own name leads to 127.0.0.1 (DNS rebinding), in {@code Host}. And it does not know the token.
 */
final class RequestGuard {

    private static final List<String> NAMES = List.of("127.0.0.1", "localhost");

    private final byte[] token;

    RequestGuard(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** A refusal: a status and a sentence for somebody who sees it. */
    record Refusal(int status, String sentence) {}

    /**
     * Looks at a request.
     *
     * @return why it is refused, or null when it is answered
     */
    @Nullable
    Refusal check(Request request) {
        int port = Request.getLocalPort(request);
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (NAMES.stream().noneMatch(name -> (name + ":" + port).equals(host))) {
            return new Refusal(403, "This server answers only to 127.0.0.1:" + port + ", not to " + host + ".");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        boolean isOurs = NAMES.stream().anyMatch(name -> ("http://" + name + ":" + port).equals(origin));
        if (origin != null && !isOurs) {
            return new Refusal(403, "This server does not answer to the pages of " + origin + ".");
        }
        if (origin == null && !HttpMethod.GET.is(request.getMethod())) {
            return new Refusal(403, "A request that changes something needs the header Origin.");
        }
        if (!hasToken(Request.getPathInContext(request))) {
            return new Refusal(
                    404, "This is not the page's address. ./lab learn prints the whole address in its terminal.");
        }
        return null;
    }

    /** Compares all characters, so that the time it takes says nothing about the token. */
    private boolean hasToken(String path) {
        String[] parts = path.split("/", 3);
        return parts.length == 3 && MessageDigest.isEqual(parts[1].getBytes(StandardCharsets.UTF_8), token);
    }

    /** The path behind the token, without a slash at its beginning. */
    static String pathBehindToken(Request request) {
        return Request.getPathInContext(request).split("/", 3)[2];
    }
}
