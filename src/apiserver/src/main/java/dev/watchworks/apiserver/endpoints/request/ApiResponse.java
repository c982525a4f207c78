package dev.watchworks.apiserver.endpoints.request;

import dev.watchworks.apiserver.storage.WatchStream;
import java.util.Map;

/** An answer: whole, or a watch that goes on. */
public sealed interface ApiResponse {

    /**
     * A whole answer.
     *
     * @param code HTTP status code
     * @param contentType such as {@code application/json}
     * @param headers further headers, such as {@code Retry-After}
     * @param body shared bytes that must not be changed
     */
    record Whole(int code, String contentType, Map<String, String> headers, byte[] body) implements ApiResponse {}

    /**
     * A stream of frames after status 200; its headers are sent before the first frame.
     *
     * @param contentType such as {@code application/json} or {@code application/json;stream=watch}
     * @param feed where the frames come from
     */
    record Stream(String contentType, WatchStream feed) implements ApiResponse {}
}
