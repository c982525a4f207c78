package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides on a request before its body is read. */
public interface RequestFilter {
    /**
     * The response that refuses the request, or null to let it pass.
     *
     * @param headers names in lower case
     */
    ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers);
}
