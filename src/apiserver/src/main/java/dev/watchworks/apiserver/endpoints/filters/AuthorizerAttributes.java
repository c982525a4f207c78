package dev.watchworks.apiserver.endpoints.filters;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a request is about, as an authorizer sees it: Kubernetes' {@code request.RequestInfo}.
 *
 * @param isResource whether it is about objects rather than a path such as {@code /healthz}
 * @param verb such as {@code list}; the method in lower case for other paths
 * @param group API group, empty for the core group
 * @param resource plural, with the subresource behind a slash; empty for other paths
 * @param namespace empty for the whole cluster
 * @param name empty for collections
 */
record AuthorizerAttributes(
        boolean isResource, String verb, String group, String resource, String namespace, String name) {

    static AuthorizerAttributes of(String method, String path, Map<String, List<String>> query) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        boolean isCore = !parts.isEmpty() && parts.get(0).equals("api");
        boolean isGroup = !parts.isEmpty() && parts.get(0).equals("apis");
        int prefix = isCore ? 2 : 3;
        if (!(isCore || isGroup) || parts.size() <= prefix) {
            return new AuthorizerAttributes(false, method.toLowerCase(java.util.Locale.ROOT), "", "", "", "");
        }
        return ofResource(method, isCore ? "" : parts.get(1), parts.subList(prefix, parts.size()), query);
    }

    private static AuthorizerAttributes ofResource(
            String method, String group, List<String> parts, Map<String, List<String>> query) {
        String namespace = "";
        List<String> rest = parts;
        boolean isInNamespace = parts.get(0).equals("namespaces")
                && parts.size() > 2
                && !parts.get(2).equals("status")
                && !parts.get(2).equals("finalize");
        if (isInNamespace) {
            namespace = parts.get(1);
            rest = parts.subList(2, parts.size());
        } else if (parts.get(0).equals("namespaces") && parts.size() > 1) {
            namespace = parts.get(1);
        }
        String name = rest.size() > 1 ? rest.get(1) : "";
        String resource = rest.get(0) + (rest.size() > 2 ? "/" + rest.get(2) : "");
        return new AuthorizerAttributes(true, verb(method, name, query), group, resource, namespace, name);
    }

    private static String verb(String method, String name, Map<String, List<String>> query) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            case "GET", "HEAD" -> name.isEmpty() ? (isWatch(query) ? "watch" : "list") : "get";
            default -> "";
        };
    }

    private static boolean isWatch(Map<String, List<String>> query) {
        List<String> watch = query.getOrDefault("watch", List.of());
        return !watch.isEmpty() && (watch.get(0).equals("true") || watch.get(0).equals("1"));
    }

    /** Why somebody may not do it, as RBAC says it. */
    String forbidden(String user, String path) {
        if (!isResource) {
            return "User \"" + user + "\" cannot " + verb + " path \"" + path + "\"";
        }
        String where = namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + "\"";
        return "User \"" + user + "\" cannot " + verb + " resource \"" + resource + "\" in API group \"" + group + "\" "
                + where;
    }
}
