package dev.watchworks.apiserver.endpoints;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.protobuf.ProtobufDecoder;
import dev.watchworks.apiserver.codec.protobuf.ProtobufException;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Turns protobuf bodies into JSON ones, so that the verbs know one form only. */
final class ProtobufBodyConverter {
    /** A real server shows a whole body of at most so many bytes, else its beginning. */
    private static final int SHOWN_BYTES = 30;

    private final List<ResourceType> types;

    ProtobufBodyConverter(List<ResourceType> types) {
        this.types = types;
    }

    /** The same request with a JSON body. */
    ApiRequest toJson(ApiRequest request) {
        if (request.body().length == 0 || !isProtobuf(request.header("content-type"))) {
            return request;
        }
        byte[] json;
        try {
            json = Json.write(ProtobufDecoder.toJson(request.body()));
        } catch (ProtobufException unreadable) {
            throw refusal(request, unreadable);
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("content-type", "application/json");
        return new ApiRequest(request.method(), request.path(), request.query(), headers, json);
    }

    private static boolean isProtobuf(String contentType) {
        return contentType.split(";", -1)[0].strip().equalsIgnoreCase(ProtobufDecoder.MEDIA_TYPE);
    }

    private ApiException refusal(ApiRequest request, ProtobufException unreadable) {
        if (unreadable.reason() == ProtobufException.Reason.UNKNOWN_KIND) {
            return ApiErrors.unsupportedMediaType(unreadable.getMessage() + ": send application/json");
        }
        return ApiErrors.badRequest("the object provided is unrecognized (must be of type " + kind(request.path())
                + "): " + unreadable.getMessage() + " (" + shown(request.body()) + ")");
    }

    private String kind(String path) {
        List<String> words = Arrays.asList(path.split("/"));
        return types.stream()
                .filter(type -> words.contains(type.plural()))
                .reduce((first, second) ->
                        words.indexOf(first.plural()) > words.indexOf(second.plural()) ? first : second)
                .map(ResourceType::kind)
                .orElse("Unknown");
    }

    private static String shown(byte[] body) {
        HexFormat hex = HexFormat.of();
        return body.length <= SHOWN_BYTES
                ? hex.formatHex(body)
                : hex.formatHex(Arrays.copyOf(body, SHOWN_BYTES)) + " ...";
    }
}
