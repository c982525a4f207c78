package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A path taken apart.
 *
 * @param namespace empty where the path names none, or an empty one, which stands for all
 * @param name empty for a collection
 * @param subresource empty for the object itself
 * @param watch whether it is one of the deprecated paths below {@code /watch/}
 */
record RequestInfo(ResourceType type, String namespace, String name, String subresource, boolean watch) {

    /**
     * Takes a path apart.
     *
     * @param types the type of an apiVersion and a plural, or null
     * @return fails with 404 when no resource is there
     */
    static RequestInfo parse(String path, BiFunction<String, String, @Nullable ResourceType> types) {
        List<String> segments = List.of(path.split("/", -1));
        segments = segments.subList(1, segments.size());
        if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments = segments.subList(0, segments.size() - 1);
        }
        if (segments.size() >= 3 && segments.get(0).equals("api")) {
            return below(segments.get(1), segments.subList(2, segments.size()), types);
        }
        if (segments.size() >= 4 && segments.get(0).equals("apis")) {
            String apiVersion = segments.get(1) + "/" + segments.get(2);
            return below(apiVersion, segments.subList(3, segments.size()), types);
        }
        throw ApiErrors.unknownResource();
    }

    private static RequestInfo below(
            String apiVersion, List<String> segments, BiFunction<String, String, @Nullable ResourceType> types) {
        boolean watch = segments.get(0).equals("watch") && segments.size() > 1;
        List<String> rest = watch ? segments.subList(1, segments.size()) : segments;
        String namespace = "";
        // namespaces/NAME alone, and what follows it as a subresource, is the namespace itself.
        boolean inNamespace =
                rest.get(0).equals("namespaces") && rest.size() >= 3 && isResource(apiVersion, rest.get(2), types);
        if (inNamespace) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        ResourceType type = types.apply(apiVersion, rest.get(0));
        if (type == null || rest.size() > 3 || rest.stream().anyMatch(String::isEmpty)) {
            throw ApiErrors.unknownResource();
        }
        if (!type.namespaced() && inNamespace) {
            throw ApiErrors.unknownResource();
        }
        if (type.namespaced() && namespace.isEmpty() && rest.size() > 1) {
            throw inNamespace ? ApiErrors.badRequest("Namespace parameter required.") : ApiErrors.unknownResource();
        }
        return new RequestInfo(
                type, namespace, rest.size() > 1 ? rest.get(1) : "", rest.size() > 2 ? rest.get(2) : "", watch);
    }

    private static boolean isResource(
            String apiVersion, String plural, BiFunction<String, String, @Nullable ResourceType> types) {
        ResourceType type = types.apply(apiVersion, plural);
        return type != null && type.namespaced()
                || !Arrays.asList("status", "finalize").contains(plural);
    }
}
