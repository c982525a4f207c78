package dev.watchworks.gateway.wire;

/**
 * A request in Kubernetes' terms, as in its RequestInfo.
 *
 * @param method upper case, such as {@code GET}
 * @param path raw, beginning with a slash
 * @param query raw, without the question mark; empty when there is none
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code patch}, {@code delete}
 *     or {@code deletecollection}; the method in lower case where the path names no resource
 * @param group empty for the core group and for paths that name no resource
 * @param version such as {@code v1}; empty for paths that name no resource
 * @param resource plural, such as {@code pods}; empty for paths that name no resource
 * @param namespace empty for cluster-wide requests
 * @param name empty for collections
 * @param subresource such as {@code status}; empty when there is none
 * @param options list and watch options
 */
public record ApiCall(
        String method,
        String path,
        String query,
        String verb,
        String group,
        String version,
        String resource,
        String namespace,
        String name,
        String subresource,
        WatchOptions options) {

    /** Reads the method, the raw path and the raw query of a request. It accepts any path. */
    public static ApiCall parse(String method, String path, String query) {
        return ApiPath.parse(path).call(method, path, query);
    }

    /** Returns the resource with its group, such as {@code deployments.apps}; the core group has no name. */
    public String groupResource() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    /** Returns whether the client asks for a stream of events. */
    public boolean isWatch() {
        return verb.equals("watch");
    }

    /** Returns whether the client asks for a list. */
    public boolean isList() {
        return verb.equals("list");
    }

    /** Returns the request in words, such as {@code watch pods in default from 42}. */
    public String describe() {
        if (resource.isEmpty()) {
            return method + " " + path;
        }
        return verb + " " + resource + (subresource.isEmpty() ? "" : "/" + subresource)
                + (name.isEmpty() ? "" : " " + name)
                + (namespace.isEmpty() ? "" : " in " + namespace)
                + (options.resourceVersion().isEmpty() ? "" : " from " + options.resourceVersion());
    }
}
