package dev.watchworks.apiserver.endpoints;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles {@code /healthz}, {@code /livez}, {@code /readyz} and {@code /version}. */
final class HealthHandler {
    static final List<String> PATHS = List.of("/healthz", "/livez", "/readyz", "/version");

    private static final String PING = "/ping";

    /** The API's version is 1.34.4. The suffix shows that this is another program. */
    private static final String VERSION = """
            {
              "major": "1",
              "minor": "34",
              "emulationMajor": "1",
              "emulationMinor": "34",
              "minCompatibilityMajor": "1",
              "minCompatibilityMinor": "33",
              "gitVersion": "v1.34.4+watchworks",
              "gitCommit": "",
              "gitTreeState": "clean",
              "buildDate": "1970-01-01T00:00:00Z",
              "goVersion": "",
              "compiler": "javac",
              "platform": "java/17"
            }""";

    private HealthHandler() {}

    /** The response, or null for another path. */
    static ApiResponse.@Nullable Whole handle(ApiRequest request) {
        RequestInfo info = request.info();
        String path = info.path();
        if (path.equals("/version") || path.equals("/version/")) {
            if (!info.method().equals("GET")) {
                throw ApiErrors.methodNotAllowed();
            }
            return new ApiResponse.Whole(200, ApiResponse.JSON, Map.of(), VERSION.getBytes(StandardCharsets.UTF_8));
        }
        boolean isPing = path.endsWith(PING);
        String check = isPing ? path.substring(0, path.length() - PING.length()) : path;
        if (!PATHS.contains(check)) {
            return null;
        }
        boolean isVerbose = info.query().has("verbose") && !isPing;
        return ApiResponse.text(200, isVerbose ? "[+]ping ok\n" + check.substring(1) + " check passed\n" : "ok");
    }
}
