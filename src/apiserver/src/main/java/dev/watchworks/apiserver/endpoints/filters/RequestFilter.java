package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses requests before their bodies are read. */
public interface RequestFilter {
    /**
     * The response to a request that the filter refuses, or null to let the request pass.
     *
     * @param headers names in lower case
     */
    ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers);
}
