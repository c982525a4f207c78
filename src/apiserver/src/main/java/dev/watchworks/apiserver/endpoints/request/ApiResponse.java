package dev.watchworks.apiserver.endpoints.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.storage.WatchStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response: a whole one, or the stream of a watch. */
public sealed interface ApiResponse {
    /** The content type of all objects and failures. */
    String JSON = "application/json";

    /**
     * A whole response.
     *
     * @param code HTTP status code
     * @param contentType such as {@code application/json}
     * @param headers further headers, such as {@code Retry-After}
     * @param body shared bytes, which nobody may change
     */
    record Whole(int code, String contentType, Map<String, String> headers, byte[] body) implements ApiResponse {}

    /**
     * A stream of frames with status 200. The HTTP side sends the headers before the first frame.
     *
     * @param contentType such as {@code application/json} or {@code application/json;stream=watch}
     * @param watch the source of the frames
     */
    record Stream(String contentType, WatchStream watch) implements ApiResponse {}

    /** A response with a JSON document. */
    static Whole json(int code, JsonNode document) {
        return new Whole(code, JSON, Map.of(), Json.write(document));
    }

    /** A response in plain text, with the header against guesses of browsers about its type. */
    static Whole text(int code, String text) {
        Map<String, String> headers = Map.of("X-Content-Type-Options", "nosniff");
        return new Whole(code, "text/plain; charset=utf-8", headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The Status of a failure, with the header Retry-After when the Status has {@code retryAfterSeconds}. */
    static Whole failure(ApiException failure) {
        JsonNode retry = failure.status().path("details").path("retryAfterSeconds");
        Map<String, String> headers = retry.isMissingNode() ? Map.of() : Map.of("Retry-After", retry.asText());
        return new Whole(failure.code(), JSON, headers, Json.write(failure.status()));
    }
}
