package dev.watchworks.apiserver.endpoints.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.discovery.ApiGroups.GroupVersion;
import java.util.List;

/** Discovery in one document: {@code APIGroupDiscoveryList} of {@code apidiscovery.k8s.io}. */
final class AggregatedDiscovery {
    private final ApiGroups groups;

    AggregatedDiscovery(ApiGroups groups) {
        this.groups = groups;
    }

    /** {@code /api}, the core group alone. */
    ObjectNode core(String version) {
        ObjectNode document = begin(version);
        addGroup(document, "", groups.core());
        return document;
    }

    /** {@code /apis}, all groups with a name. */
    ObjectNode named(String version) {
        ObjectNode document = begin(version);
        groups.named().forEach((name, keys) -> addGroup(document, name, keys));
        return document;
    }

    private void addGroup(ObjectNode document, String name, List<GroupVersion> keys) {
        ObjectNode item = document.withArrayProperty("items").addObject();
        Json.putUnlessEmpty(item.putObject("metadata"), "name", name);
        ArrayNode versions = item.putArray("versions");
        keys.forEach(key -> describe(key, versions.addObject()));
    }

    private static ObjectNode begin(String version) {
        ObjectNode document = Json.object();
        document.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/" + version);
        document.putObject("metadata");
        document.putArray("items");
        return document;
    }

    private void describe(GroupVersion key, ObjectNode entry) {
        entry.put("version", key.version());
        ArrayNode resources = entry.putArray("resources");
        groups.all().getOrDefault(key, List.of()).forEach(resource -> describe(key, resource, resources.addObject()));
        entry.put("freshness", "Current");
    }

    private static void describe(GroupVersion key, ApiResource resource, ObjectNode entry) {
        // As in a real server, group and version of a built-in kind are empty when they are those of the resource.
        GroupVersion own = resource.isCustom() ? key : new GroupVersion("", "");
        entry.put("resource", resource.plural());
        responseKind(entry, own, resource.kind());
        entry.put("scope", resource.namespaced() ? "Namespaced" : "Cluster");
        entry.put("singularResource", resource.singular());
        Json.putStrings(entry, "verbs", resource.verbs());
        Json.putStringsUnlessEmpty(entry, "shortNames", resource.shortNames());
        Json.putStringsUnlessEmpty(entry, "categories", resource.categories());
        if (!resource.subresources().isEmpty()) {
            ArrayNode list = entry.putArray("subresources");
            resource.subresources().forEach(subresource -> describe(own, subresource, list.addObject()));
        }
    }

    private static void describe(GroupVersion own, ApiResource.ApiSubresource subresource, ObjectNode entry) {
        entry.put("subresource", subresource.name());
        GroupVersion other = new GroupVersion(subresource.group(), subresource.version());
        responseKind(entry, subresource.group().isEmpty() ? own : other, subresource.kind());
        Json.putStrings(entry, "verbs", subresource.verbs());
    }

    private static void responseKind(ObjectNode entry, GroupVersion own, String kind) {
        entry.putObject("responseKind")
                .put("group", own.group())
                .put("version", own.version())
                .put("kind", kind);
    }
}
