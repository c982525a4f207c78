package dev.watchworks.apiserver.endpoints.discovery;

import dev.watchworks.apiserver.meta.KubeVersion;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The groups and versions of the table of kinds, in a real server's order. */
final class ApiGroups {
    /** The groups in a real server's order; other groups follow by name. */
    private static final List<String> ORDER = List.of(
            "",
            "apps",
            "events.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io",
            "autoscaling",
            "batch",
            "certificates.k8s.io",
            "networking.k8s.io",
            "policy",
            "rbac.authorization.k8s.io",
            "storage.k8s.io",
            "admissionregistration.k8s.io",
            "apiextensions.k8s.io",
            "scheduling.k8s.io",
            "coordination.k8s.io",
            "node.k8s.io",
            "discovery.k8s.io");

    /** A group with one of its versions. */
    record GroupVersion(String group, String version) {
        /** {@code v1} or {@code apps/v1}. */
        String apiVersion() {
            return group.isEmpty() ? version : group + "/" + version;
        }

        /** {@code /api/v1} or {@code /apis/apps/v1}. */
        String path() {
            return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
        }
    }

    private final Map<GroupVersion, List<ApiResource>> resources = new LinkedHashMap<>();

    private final List<ResourceType> types;

    ApiGroups(List<ResourceType> types) {
        this.types = types;
        Map<GroupVersion, List<ApiResource>> found = new HashMap<>();
        for (ResourceType type : types) {
            add(found, new GroupVersion(type.group(), type.version()), ApiResource.of(type));
        }
        GroupVersion authorization = new GroupVersion("authorization.k8s.io", "v1");
        add(found, authorization, ApiResource.review("selfsubjectaccessreviews", "SelfSubjectAccessReview"));
        add(found, authorization, ApiResource.review("selfsubjectrulesreviews", "SelfSubjectRulesReview"));
        GroupVersion authentication = new GroupVersion("authentication.k8s.io", "v1");
        add(found, authentication, ApiResource.review("selfsubjectreviews", "SelfSubjectReview"));
        found.keySet().stream()
                .sorted(Comparator.comparingInt(ApiGroups::rank)
                        .thenComparing(GroupVersion::group)
                        .thenComparing(GroupVersion::version, KubeVersion.ORDER.reversed()))
                .forEach(key -> resources.put(key, sorted(found.getOrDefault(key, List.of()))));
    }

    /** The kinds of the groups. */
    List<ResourceType> types() {
        return types;
    }

    /** Every group and version with its resources by name. */
    Map<GroupVersion, List<ApiResource>> all() {
        return resources;
    }

    /** The versions of the core group. */
    List<GroupVersion> core() {
        return resources.keySet().stream().filter(key -> key.group().isEmpty()).toList();
    }

    /** The groups by name with their versions; the core group has none. */
    Map<String, List<GroupVersion>> named() {
        Map<String, List<GroupVersion>> named = new LinkedHashMap<>();
        for (GroupVersion key : resources.keySet()) {
            if (!key.group().isEmpty()) {
                named.computeIfAbsent(key.group(), group -> new ArrayList<>()).add(key);
            }
        }
        return named;
    }

    private static void add(Map<GroupVersion, List<ApiResource>> found, GroupVersion key, ApiResource resource) {
        found.computeIfAbsent(key, absent -> new ArrayList<>()).add(resource);
    }

    private static List<ApiResource> sorted(List<ApiResource> unsorted) {
        return unsorted.stream()
                .sorted(Comparator.comparing(ApiResource::plural))
                .toList();
    }

    private static int rank(GroupVersion key) {
        int index = ORDER.indexOf(key.group());
        return index < 0 ? ORDER.size() : index;
    }
}
