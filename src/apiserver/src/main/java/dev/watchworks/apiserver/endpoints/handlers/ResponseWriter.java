package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes objects and lists in the representation that the client accepts. */
record ResponseWriter(Clock clock) {

    /** One object, with a code and headers of its own. */
    ApiResponse object(RequestScope scope, int code, StoredObject object, Map<String, String> headers) {
        byte[] body = switch (scope.representation()) {
            case OBJECT -> object.json();
            case METADATA -> Json.write(ObjectTransformer.metadata(object.tree()));
            case TABLE -> {
                ObjectNode metadata = Json.object();
                metadata.set("resourceVersion", object.tree().path("metadata").get("resourceVersion"));
                yield table(scope, List.of(object.tree()), metadata);
            }
        };
        return new ApiResponse.Whole(code, ApiResponse.JSON, headers, body);
    }

    /** A page of a list. */
    ApiResponse page(RequestScope scope, ListHandler.Page page) {
        byte[] body = switch (scope.representation()) {
            case OBJECT -> listBody(page);
            case METADATA -> metadataBody(page);
            case TABLE -> table(scope, trees(page), page.metadata());
        };
        return new ApiResponse.Whole(200, ApiResponse.JSON, Map.of(), body);
    }

    private byte[] table(RequestScope scope, List<ObjectNode> objects, ObjectNode metadata) {
        return Json.write(
                ObjectTransformer.table(scope.type(), objects, metadata, true, scope.include(), clock.instant()));
    }

    private static List<ObjectNode> trees(ListHandler.Page page) {
        List<ObjectNode> trees = new ArrayList<>();
        page.objects().forEach(object -> trees.add(object.tree()));
        return trees;
    }

    /** Items are copied from the objects' own JSON, without the kind and apiVersion that they begin with. */
    private static byte[] listBody(ListHandler.Page page) {
        ResourceType type = page.type();
        String prefix = "{\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",";
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(256 + 1024 * page.objects().size());
        write(body, "{\"kind\":\"" + type.kind() + "List\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":");
        body.writeBytes(Json.write(page.metadata()));
        write(body, ",\"items\":[");
        String separator = "{";
        for (StoredObject object : page.objects()) {
            write(body, separator);
            byte[] json = object.json();
            body.write(json, prefix.length(), json.length - prefix.length());
            separator = ",{";
        }
        write(body, "]}");
        return body.toByteArray();
    }

    private static byte[] metadataBody(ListHandler.Page page) {
        ObjectNode list = Json.object();
        list.put("kind", "PartialObjectMetadataList");
        list.put("apiVersion", "meta.k8s.io/v1");
        list.set("metadata", page.metadata());
        trees(page).forEach(tree -> list.withArrayProperty("items").add(ObjectTransformer.metadata(tree)));
        list.withArrayProperty("items");
        return Json.write(list);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
