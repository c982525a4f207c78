package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.StatusWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of the objects in a response, which the Accept header of the request asks for. */
enum Representation {
    /** The object itself. */
    OBJECT,
    /** A table of {@code meta.k8s.io/v1}. */
    TABLE,
    /** The metadata alone. */
    METADATA;

    private static final String NO_SUCH_TYPE =
            "406: Not Acceptable\n\nAvailable representations: application/json, application/json;stream=watch";
    private static final String NO_SUCH_FORM = "only the following media types are accepted: application/json";

    /**
     * The first form in the header that the server has; throws 406 when it has none of them. Only the parameters {@code as},
     * {@code g} and {@code v} count.
     */
    static Representation of(String accept) {
        if (accept.isBlank()) {
            return OBJECT;
        }
        boolean typeKnown = false;
        for (String clause : accept.split(",")) {
            String[] parts = clause.trim().split(";", -1);
            String type = parts[0].trim().toLowerCase(Locale.ROOT);
            if (!type.equals("application/json") && !type.equals("application/*") && !type.equals("*/*")) {
                continue;
            }
            typeKnown = true;
            Representation known = ofParameters(parameters(parts));
            if (known != null) {
                return known;
            }
        }
        throw typeKnown
                ? ApiErrors.notAcceptable(NO_SUCH_FORM)
                : ApiErrors.of(StatusWriter.failure(406, "NotAcceptable", NO_SUCH_TYPE, Json.object()));
    }

    private static @Nullable Representation ofParameters(Map<String, String> parameters) {
        String form = parameters.getOrDefault("as", "");
        if (form.isEmpty()) {
            return OBJECT;
        }
        if (!"meta.k8s.io".equals(parameters.get("g")) || !"v1".equals(parameters.get("v"))) {
            return null;
        }
        return switch (form) {
            case "Table" -> TABLE;
            case "PartialObjectMetadata", "PartialObjectMetadataList" -> METADATA;
            default -> null;
        };
    }

    private static Map<String, String> parameters(String[] parts) {
        Map<String, String> parameters = new TreeMap<>();
        for (int index = 1; index < parts.length; index++) {
            int equals = parts[index].indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parts[index].substring(0, equals).trim(),
                        parts[index].substring(equals + 1).trim());
            }
        }
        return parameters;
    }
}
