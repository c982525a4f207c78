package dev.watchworks.apiserver.endpoints;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers {@code /healthz}, {@code /livez}, {@code /readyz} and {@code /version}. */
final class HealthHandler {
    static final List<String> PATHS = List.of("/healthz", "/livez", "/readyz", "/version");

    private static final String PING = "/ping";
    private static final String TEXT = "text/plain; charset=utf-8";

    /** The API is that of 1.34.4; the build part says that it is not that program. */
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

    static ApiResponse.@Nullable Whole answer(ApiRequest request) {
        String path = request.path();
        if (path.equals("/version") || path.equals("/version/")) {
            if (!request.method().equals("GET")) {
                throw ApiErrors.methodNotAllowed();
            }
            return new ApiResponse.Whole(200, "application/json", Map.of(), VERSION.getBytes(StandardCharsets.UTF_8));
        }
        String checked = path.endsWith(PING) ? path.substring(0, path.length() - PING.length()) : path;
        if (!PATHS.contains(checked)) {
            return null;
        }
        String name = path.split("/")[1];
        boolean isVerbose = request.query().containsKey("verbose") && !path.endsWith(PING);
        return text(200, isVerbose ? "[+]ping ok\n" + name + " check passed\n" : "ok");
    }

    static ApiResponse.Whole text(int code, String text) {
        Map<String, String> headers = Map.of("X-Content-Type-Options", "nosniff");
        return new ApiResponse.Whole(code, TEXT, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
