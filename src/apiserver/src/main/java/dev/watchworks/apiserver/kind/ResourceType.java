package dev.watchworks.apiserver.kind;

import java.util.List;
import java.util.Set;

/**
 * One kind of object and how the API serves it: an entry in the table of kinds.
 *
 * @param group API group, empty for the core group
 * @param version API version, such as {@code v1}
 * @param plural name of the resource in paths, such as {@code pods}
 * @param singular singular name in discovery, such as {@code pod}
 * @param kind kind in bodies, such as {@code Pod}
 * @param namespaced whether objects live in a namespace
 * @param shortNames kubectl's short names, such as {@code po}
 * @param categories discovery categories, such as {@code all}
 * @param subresources the subresources that are served
 * @param strategy what is particular to the kind
 * @param table the columns that kubectl shows
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<Subresource> subresources,
        Strategy strategy,
        TableColumns table) {

    /** What may follow an object's name in a path. */
    public enum Subresource {
        STATUS,
        SCALE,
        LOG,
        BINDING,
        EVICTION,
        FINALIZE
    }

    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        subresources = Set.copyOf(subresources);
    }

    /** {@code v1} or {@code apps/v1}, as bodies carry it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}, as messages name it. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
