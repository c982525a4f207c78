package dev.watchworks.apiserver.endpoints.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.discovery.ApiGroups.GroupVersion;
import java.util.List;

/** Discovery with a document for each version: {@code APIVersions}, {@code APIGroupList}, {@code APIResourceList}. */
final class UnaggregatedDiscovery {
    private final ApiGroups groups;

    UnaggregatedDiscovery(ApiGroups groups) {
        this.groups = groups;
    }

    /** {@code /api}; the address is that of the client's request. */
    ObjectNode coreVersions(String serverAddress) {
        ObjectNode document = Json.object();
        document.put("kind", "APIVersions");
        ArrayNode versions = document.putArray("versions");
        groups.core().forEach(key -> versions.add(key.version()));
        ObjectNode address = document.putArray("serverAddressByClientCIDRs").addObject();
        address.put("clientCIDR", "0.0.0.0/0").put("serverAddress", serverAddress);
        return document;
    }

    /** {@code /apis}. */
    ObjectNode groupList() {
        ObjectNode document = Json.object();
        document.put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode list = document.putArray("groups");
        groups.named().forEach((name, versions) -> describe(name, versions, list.addObject()));
        return document;
    }

    /** {@code /apis/apps}. */
    static ObjectNode group(String name, List<GroupVersion> versions) {
        ObjectNode document = Json.object();
        document.put("kind", "APIGroup").put("apiVersion", "v1");
        describe(name, versions, document);
        return document;
    }

    /** {@code /api/v1} or {@code /apis/apps/v1}. */
    static ObjectNode resourceList(GroupVersion key, List<ApiResource> resources) {
        ObjectNode document = Json.object();
        document.put("kind", "APIResourceList");
        if (!key.group().isEmpty()) {
            document.put("apiVersion", "v1");
        }
        document.put("groupVersion", key.apiVersion());
        ArrayNode list = document.putArray("resources");
        for (ApiResource resource : resources) {
            describe(resource, list.addObject());
            resource.subresources().forEach(subresource -> describe(resource, subresource, list.addObject()));
        }
        return document;
    }

    private static void describe(String name, List<GroupVersion> versions, ObjectNode group) {
        group.put("name", name);
        ArrayNode list = group.putArray("versions");
        versions.forEach(version -> describe(version, list.addObject()));
        describe(versions.get(0), group.putObject("preferredVersion"));
    }

    private static void describe(GroupVersion key, ObjectNode version) {
        version.put("groupVersion", key.apiVersion()).put("version", key.version());
    }

    private static void describe(ApiResource resource, ObjectNode entry) {
        entry.put("name", resource.plural());
        entry.put("singularName", resource.singular());
        entry.put("namespaced", resource.namespaced());
        entry.put("kind", resource.kind());
        Json.putStrings(entry, "verbs", resource.verbs());
        Json.putStringsUnlessEmpty(entry, "shortNames", resource.shortNames());
        Json.putStringsUnlessEmpty(entry, "categories", resource.categories());
        Json.putUnlessEmpty(entry, "storageVersionHash", resource.storageVersionHash());
    }

    private static void describe(ApiResource resource, ApiResource.ApiSubresource subresource, ObjectNode entry) {
        entry.put("name", resource.plural() + "/" + subresource.name());
        entry.put("singularName", "");
        entry.put("namespaced", resource.namespaced());
        if (!subresource.group().isEmpty()) {
            entry.put("group", subresource.group()).put("version", subresource.version());
        }
        entry.put("kind", subresource.kind());
        Json.putStrings(entry, "verbs", subresource.verbs());
    }
}
