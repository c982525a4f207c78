package dev.watchworks.apiserver.registry.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of kinds that a server serves. Kinds can be added while the server runs, so readers keep no copy of it. */
public final class ResourceTypes {
    private volatile Index index = new Index(List.of());

    /** A table with these kinds. */
    public ResourceTypes(List<ResourceType> types) {
        index = new Index(types);
    }

    /** Adds a kind, or replaces the kind with the same group and plural. */
    public synchronized void add(ResourceType type) {
        Map<String, ResourceType> types = new LinkedHashMap<>(index.byGroupResource);
        types.put(type.groupResource(), type);
        index = new Index(List.copyOf(types.values()));
    }

    /** All kinds, in the order in which they were added. The same list object until the table changes. */
    public List<ResourceType> all() {
        return index.all;
    }

    /** The kind of a group resource, such as {@code deployments.apps}, or null. */
    public @Nullable ResourceType find(String groupResource) {
        return index.byGroupResource.get(groupResource);
    }

    /** The kind in a path, or null. */
    public @Nullable ResourceType find(String group, String version, String plural) {
        ResourceType type = find(group.isEmpty() ? plural : plural + "." + group);
        return type != null && type.version().equals(version) ? type : null;
    }

    /** The kind in a body, such as {@code apps/v1} and {@code Deployment}, or null. */
    public @Nullable ResourceType findKind(String apiVersion, String kind) {
        return index.byKind.get(apiVersion + " " + kind);
    }

    /** Whether the server serves a kind of this API group. */
    public boolean hasGroup(String group) {
        return index.all.stream().anyMatch(type -> type.group().equals(group));
    }

    private static final class Index {
        private final List<ResourceType> all;
        private final Map<String, ResourceType> byGroupResource = new LinkedHashMap<>();
        private final Map<String, ResourceType> byKind = new LinkedHashMap<>();

        Index(List<ResourceType> types) {
            all = List.copyOf(types);
            for (ResourceType type : all) {
                byGroupResource.put(type.groupResource(), type);
                byKind.put(type.apiVersion() + " " + type.kind(), type);
            }
        }
    }
}
