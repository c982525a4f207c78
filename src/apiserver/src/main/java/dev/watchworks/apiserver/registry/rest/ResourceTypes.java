package dev.watchworks.apiserver.registry.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table of kinds that a server serves. Kinds come, change and go while the server runs, so readers keep no copy of it.
 */
public final class ResourceTypes {
    private final Index builtin;
    private volatile Supplier<List<ResourceType>> customTypes = List::of;
    private volatile @Nullable Extended extended;

    /** A table with these kinds. */
    public ResourceTypes(List<ResourceType> types) {
        builtin = new Index(types);
    }

    /**
     * Adds the kinds of definitions.
     *
     * @param types returns all versions of these kinds, the stored one of each kind first; the same list object until they
     *     change
     */
    public void addCustomTypes(Supplier<List<ResourceType>> types) {
        customTypes = types;
    }

    /** All kinds in one version each, in the order in which they were added. The same list until the table changes. */
    public List<ResourceType> all() {
        return index().all;
    }

    /** All kinds in all their versions. The same list until the table changes. */
    public List<ResourceType> versions() {
        return index().versions;
    }

    /** The kind of a group resource, such as {@code deployments.apps}, or null. */
    public @Nullable ResourceType find(String groupResource) {
        ResourceType type = builtin.byGroupResource.get(groupResource);
        return type != null ? type : index().byGroupResource.get(groupResource);
    }

    /** The kind in a path, or null. */
    public @Nullable ResourceType find(String group, String version, String plural) {
        String path = group + "/" + version + "/" + plural;
        ResourceType type = builtin.byPath.get(path);
        return type != null ? type : index().byPath.get(path);
    }

    /** The kind in a body, such as {@code apps/v1} and {@code Deployment}, or null. */
    public @Nullable ResourceType findKind(String apiVersion, String kind) {
        return index().byKind.get(apiVersion + " " + kind);
    }

    /** Whether the server serves a kind of this API group. */
    public boolean hasGroup(String group) {
        return index().all.stream().anyMatch(type -> type.group().equals(group));
    }

    /** Whether a kind of this API group is built in, so that definitions do not make the group. */
    public boolean hasBuiltinGroup(String group) {
        return builtin.all.stream().anyMatch(type -> type.group().equals(group));
    }

    private Index index() {
        List<ResourceType> custom = customTypes.get();
        if (custom.isEmpty()) {
            return builtin;
        }
        Extended known = extended;
        if (known == null || known.custom != custom) {
            List<ResourceType> types = new ArrayList<>(builtin.versions);
            types.addAll(custom);
            known = new Extended(custom, new Index(types));
            extended = known;
        }
        return known.index;
    }

    private record Extended(List<ResourceType> custom, Index index) {}

    private static final class Index {
        private final List<ResourceType> all;
        private final List<ResourceType> versions;
        private final Map<String, ResourceType> byGroupResource = new LinkedHashMap<>();
        private final Map<String, ResourceType> byPath = new LinkedHashMap<>();
        private final Map<String, ResourceType> byKind = new LinkedHashMap<>();

        Index(List<ResourceType> types) {
            versions = List.copyOf(types);
            for (ResourceType type : versions) {
                byGroupResource.putIfAbsent(type.groupResource(), type);
                byPath.put(type.group() + "/" + type.version() + "/" + type.plural(), type);
                byKind.put(type.apiVersion() + " " + type.kind(), type);
            }
            all = List.copyOf(byGroupResource.values());
        }
    }
}
