package dev.watchworks.gateway.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** The parts of a path {@code /api/v1/…} or {@code /apis/GROUP/VERSION/…}, also with the old {@code /watch/} prefix. */
record ApiPath(
        String group,
        String version,
        String resource,
        String namespace,
        String name,
        String subresource,
        boolean watchPrefix) {
    private static final ApiPath NO_RESOURCE = new ApiPath("", "", "", "", "", "", false);

    static ApiPath parse(String path) {
        Deque<String> segments = segments(path);
        String root = take(segments);
        boolean core = root.equals("api");
        if (!core && !root.equals("apis")) {
            return NO_RESOURCE;
        }
        String group = core ? "" : take(segments);
        String version = take(segments);
        boolean watchPrefix = "watch".equals(segments.peek());
        if (watchPrefix) {
            segments.remove();
        }
        return segments.isEmpty() ? NO_RESOURCE : resource(group, version, segments, watchPrefix);
    }

    /** Returns the segments without empty ones. Only an empty namespace stays: it means all namespaces. */
    private static Deque<String> segments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty() || "namespaces".equals(segments.peekLast())) {
                segments.add(segment);
            }
        }
        return segments;
    }

    private static ApiPath resource(String group, String version, Deque<String> segments, boolean watchPrefix) {
        String namespace = "";
        String resource = take(segments);
        // /namespaces/NAME/status and /namespaces/NAME/finalize are subresources of the namespace.
        boolean inNamespace = resource.equals("namespaces") && segments.size() > 1 && !ownsNamespace(segments);
        if (inNamespace) {
            namespace = take(segments);
            resource = take(segments);
        }
        return new ApiPath(
                group, version, resource, namespace, take(segments), String.join("/", segments), watchPrefix);
    }

    private static boolean ownsNamespace(Deque<String> segments) {
        return segments.size() == 2
                && (segments.getLast().equals("status") || segments.getLast().equals("finalize"));
    }

    private static String take(Deque<String> segments) {
        String segment = segments.poll();
        if (segment == null) {
            return "";
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    ApiCall call(String method, String path, String query) {
        WatchOptions options = WatchOptions.parse(query);
        String verb = resource.isEmpty() ? method.toLowerCase(Locale.ROOT) : verb(method, options);
        return new ApiCall(method, path, query, verb, group, version, resource, namespace, name, subresource, options);
    }

    private String verb(String method, WatchOptions options) {
        return switch (method) {
            case "GET", "HEAD" -> {
                if (watchPrefix || (name.isEmpty() && options.watch())) {
                    yield "watch";
                }
                yield name.isEmpty() ? "list" : "get";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }
}
