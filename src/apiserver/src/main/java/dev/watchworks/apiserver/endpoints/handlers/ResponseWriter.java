package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Writes objects and lists in the representation that the client accepts. */
record ResponseWriter(Clock clock) {

    /** The response with one object. */
    ApiResponse object(RequestScope scope, int code, StoredObject stored, Map<String, String> headers) {
        StoredObject object = scope.type().fromStorage(stored);
        byte[] body = switch (scope.representation()) {
            case OBJECT -> object.json();
            case METADATA -> Json.write(ObjectTransformer.metadata(object.tree()));
            case TABLE -> {
                JsonNode version = object.tree().path("metadata").get("resourceVersion");
                yield table(scope, List.of(object.tree()), Json.object().set("resourceVersion", version));
            }
        };
        return new ApiResponse.Whole(code, ApiResponse.JSON, headers, body);
    }

    /** The response with a page of a list. */
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
        return page.objects().stream().map(StoredObject::tree).toList();
    }

    /** Copies the objects' JSON without the kind and apiVersion at its start. */
    private static byte[] listBody(ListHandler.Page page) {
        ResourceType type = page.type();
        if (type.has(StrategyFlag.UNSTRUCTURED)) {
            return unstructuredListBody(page);
        }
        String prefix = "{\"kind\":\"" + type.kind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",";
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(256 + 1024 * page.objects().size());
        write(body, "{\"kind\":\"" + type.listKind() + "\",\"apiVersion\":\"" + type.apiVersion() + "\",\"metadata\":");
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

    /** A list of JSON without a Go type: sorted members, and items with their kind and apiVersion. */
    private static byte[] unstructuredListBody(ListHandler.Page page) {
        ResourceType type = page.type();
        ByteArrayOutputStream body =
                new ByteArrayOutputStream(256 + 1024 * page.objects().size());
        write(body, "{\"apiVersion\":\"" + type.apiVersion() + "\",\"items\":[");
        String separator = "";
        for (StoredObject object : page.objects()) {
            write(body, separator);
            body.writeBytes(object.json());
            separator = ",";
        }
        ObjectNode metadata = page.metadata().deepCopy();
        if (!metadata.has("continue")) {
            metadata.put("continue", "");
        }
        write(body, "],\"kind\":\"" + type.listKind() + "\",\"metadata\":");
        body.writeBytes(Json.write(CanonicalJson.of(metadata)));
        write(body, "}");
        return body.toByteArray();
    }

    private static byte[] metadataBody(ListHandler.Page page) {
        ObjectNode list = Json.object().put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
        list.set("metadata", page.metadata());
        ArrayNode items = list.putArray("items");
        trees(page).forEach(tree -> items.add(ObjectTransformer.metadata(tree)));
        return Json.write(list);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
