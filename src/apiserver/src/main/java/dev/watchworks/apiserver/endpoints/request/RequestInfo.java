package dev.watchworks.apiserver.endpoints.request;

import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parsed method, path and query of a request: {@code k8s.io/apiserver/pkg/endpoints/request.RequestInfo}. The HTTP side
 * makes one for each request, and no other code parses a path or a query.
 *
 * @param method upper case, such as {@code GET}
 * @param path decoded, starts with a slash
 * @param query decoded
 * @param isResourceRequest whether the path is that of objects, not one such as {@code /healthz}
 * @param verb such as {@code list}; the method in lower case when the request is not about objects
 * @param apiPrefix {@code api} or {@code apis}; empty for other paths
 * @param apiGroup empty for the core group; paths of discovery have it too
 * @param apiVersion such as {@code v1}; paths of discovery have it too
 * @param isInNamespace whether the path contains a namespace, which may be empty
 * @param namespace empty for all namespaces; a namespace's own name when the resource is {@code namespaces}
 * @param resource plural, such as {@code pods}; empty for other paths
 * @param subresource empty for the object itself
 * @param name empty for a collection
 * @param parts the path from the resource on
 */
public record RequestInfo(
        String method,
        String path,
        QueryParameters query,
        boolean isResourceRequest,
        String verb,
        String apiPrefix,
        String apiGroup,
        String apiVersion,
        boolean isInNamespace,
        String namespace,
        String resource,
        String subresource,
        String name,
        List<String> parts) {
    private static final String WATCH = "watch";
    private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    /**
     * Parses a request's path and query; throws 400 when the path has an invalid percent-encoding.
     *
     * @param rawPath still percent-encoded
     * @param rawQuery still percent-encoded, or null
     */
    public static RequestInfo of(String method, String rawPath, @Nullable String rawQuery) {
        RequestMetrics.REQUEST_INFOS.increment();
        String path = PercentDecoding.decode(rawPath, false);
        if (path == null) {
            throw ApiErrors.badRequest("invalid URL escape in the path");
        }
        QueryParameters query = QueryParameters.of(rawQuery);
        List<String> segments = segments(path);
        boolean isCore = segments.get(0).equals("api");
        if (!isCore && !segments.get(0).equals("apis")) {
            return nonResource(method, path, query, "", "", "");
        }
        int prefix = isCore ? 2 : 3;
        String group = isCore || segments.size() < 2 ? "" : segments.get(1);
        String version = segments.size() < prefix ? "" : segments.get(prefix - 1);
        if (segments.size() <= prefix) {
            return nonResource(method, path, query, segments.get(0), group, version);
        }
        return resource(method, path, query, group, version, segments.subList(prefix, segments.size()));
    }

    /** The parts between the slashes, without the empty part before the first slash and after the last one. */
    private static List<String> segments(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        return Arrays.asList(path.substring(Math.min(1, end), end).split("/", -1));
    }

    private static RequestInfo nonResource(
            String method, String path, QueryParameters query, String prefix, String group, String version) {
        String verb = method.toLowerCase(Locale.ROOT);
        return new RequestInfo(
                method, path, query, false, verb, prefix, group, version, false, "", "", "", "", List.of());
    }

    private static RequestInfo resource(
            String method, String path, QueryParameters query, String group, String version, List<String> segments) {
        List<String> parts = segments;
        // The deprecated paths below watch/ have the verb in the path.
        boolean isWatchPath = parts.get(0).equals(WATCH) && parts.size() > 1;
        if (isWatchPath) {
            parts = parts.subList(1, parts.size());
        }
        String namespace = "";
        boolean isInNamespace = false;
        if (parts.get(0).equals("namespaces") && parts.size() > 1) {
            namespace = parts.get(1);
            // After a namespace's name comes a resource in the namespace, or a subresource of the namespace itself.
            isInNamespace = parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2));
            parts = isInNamespace ? parts.subList(2, parts.size()) : parts;
        }
        String name = parts.size() > 1 ? parts.get(1) : "";
        String subresource = parts.size() > 2 ? parts.get(2) : "";
        String verb = isWatchPath ? WATCH : verb(method, name, query);
        String prefix = group.isEmpty() ? "api" : "apis";
        return new RequestInfo(
                method,
                path,
                query,
                true,
                verb,
                prefix,
                group,
                version,
                isInNamespace,
                namespace,
                parts.get(0),
                subresource,
                name,
                List.copyOf(parts));
    }

    private static String verb(String method, String name, QueryParameters query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            case "GET", "HEAD" -> name.isEmpty() ? (query.flag(WATCH) ? WATCH : "list") : "get";
            default -> "";
        };
    }
}
