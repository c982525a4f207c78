package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a request led to into its answer, in the representation that was asked for. */
final class ResponseWriter {
    static final String JSON = "application/json";

    private final Clock clock;

    ResponseWriter(Clock clock) {
        this.clock = clock;
    }

    static ApiResponse status(ObjectNode status, int code) {
        return new ApiResponse.Whole(code, JSON, Map.of(), Json.write(status));
    }

    static ApiResponse failure(ApiException failure) {
        JsonNode retry = failure.status().path("details").path("retryAfterSeconds");
        Map<String, String> headers = retry.isMissingNode() ? Map.of() : Map.of("Retry-After", retry.asText());
        return new ApiResponse.Whole(failure.code(), JSON, headers, Json.write(failure.status()));
    }

    /** The answer with its kind's own warning, if it has one. */
    static ApiResponse warned(ResourceType type, ApiResponse answer) {
        if (type.deprecation().isEmpty() || !(answer instanceof ApiResponse.Whole whole)) {
            return answer;
        }
        Map<String, String> headers = new LinkedHashMap<>(whole.headers());
        headers.merge("Warning", "299 - \"" + type.deprecation() + '"', (one, other) -> other + ", " + one);
        return new ApiResponse.Whole(whole.code(), whole.contentType(), headers, whole.body());
    }

    /** An object that is stored: its JSON is written once. */
    ApiResponse stored(
            StoredObject object, ResourceType type, Representation representation, ObjectTransformer.Include include) {
        if (representation == Representation.OBJECT) {
            return new ApiResponse.Whole(200, JSON, Map.of(), object.json());
        }
        return object(200, object.tree(), type, representation, include, Map.of());
    }

    /** An object with a code of its own. */
    ApiResponse object(
            int code,
            ObjectNode object,
            ResourceType type,
            Representation representation,
            ObjectTransformer.Include include,
            Map<String, String> headers) {
        ObjectNode shown = switch (representation) {
            case OBJECT -> object;
            case METADATA -> ObjectTransformer.metadata(object);
            case TABLE -> {
                ObjectNode metadata = Json.object();
                metadata.set("resourceVersion", object.path("metadata").get("resourceVersion"));
                yield ObjectTransformer.table(type, List.of(object), metadata, true, include, clock.instant());
            }
        };
        return new ApiResponse.Whole(code, JSON, headers, Json.write(shown));
    }

    ApiResponse page(ListHandler.Page page, Representation representation, ObjectTransformer.Include include) {
        byte[] body = switch (representation) {
            case OBJECT -> listBody(page);
            case METADATA -> metadataBody(page);
            case TABLE ->
                Json.write(ObjectTransformer.table(
                        page.type(), trees(page), page.metadata(), true, include, clock.instant()));
        };
        return new ApiResponse.Whole(200, JSON, Map.of(), body);
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
