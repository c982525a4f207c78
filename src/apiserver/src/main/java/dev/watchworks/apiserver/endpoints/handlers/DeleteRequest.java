package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.protobuf.ProtobufException;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.registry.DeleteOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a DELETE.
 *
 * @param dryRun whether the server stores nothing
 * @param waits whether {@code orphanDependents} is false; the server then answers 202 while dependents exist
 */
record DeleteRequest(DeleteOptions options, boolean dryRun, boolean waits) {
    private static final String KIND = "DeleteOptions";

    /** Reads the body, or the query when there is no body. */
    static DeleteRequest of(ApiRequest request) {
        FieldErrors errors = new FieldErrors();
        ObjectNode body = request.body().length == 0 ? fromQuery(request) : fromBody(request);
        List<String> dryRun = new ArrayList<>(request.info().query().all("dryRun"));
        dryRun.addAll(NestedFields.texts(body, "dryRun"));
        DeleteOptions options = options(body, errors);
        boolean waits =
                body.has("orphanDependents") && !body.path("orphanDependents").asBoolean();
        boolean isDryRun = ParameterCodec.dryRun(dryRun, errors);
        ParameterCodec.refuse(KIND, errors);
        return new DeleteRequest(options, isDryRun, waits);
    }

    /** Reads the fields of DeleteOptions; adds an error for each invalid one. */
    static DeleteOptions options(JsonNode body, FieldErrors errors) {
        String policy = text(body.get("propagationPolicy"));
        if (policy != null && body.has("orphanDependents")) {
            errors.invalid(
                    "propagationPolicy",
                    GoFormat.quoted(policy),
                    "orphanDependents and deletionPropagation cannot be both set");
        } else if (policy != null
                && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
            errors.notSupported(
                    "propagationPolicy", GoFormat.quoted(policy), List.of("Foreground", "Background", "Orphan", "nil"));
        }
        if (body.has("orphanDependents")) {
            policy = body.path("orphanDependents").asBoolean() ? "Orphan" : "Background";
        }
        JsonNode preconditions = body.path("preconditions");
        JsonNode grace = body.path("gracePeriodSeconds");
        return new DeleteOptions(
                grace.isNumber() ? grace.asLong() : null,
                policy,
                text(preconditions.get("uid")),
                text(preconditions.get("resourceVersion")));
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }

    private static ObjectNode fromQuery(ApiRequest request) {
        ObjectNode options = Json.object();
        Long grace = request.info().query().number("gracePeriodSeconds");
        if (grace != null) {
            options.put("gracePeriodSeconds", grace);
        }
        options.put("propagationPolicy", request.parameter("propagationPolicy"));
        Boolean orphan = request.info().query().optionalFlag("orphanDependents");
        if (orphan != null) {
            options.put("orphanDependents", orphan);
        }
        return options;
    }

    private static ObjectNode fromBody(ApiRequest request) {
        JsonNode body;
        try {
            body = BodyDecoder.parse(request).value();
        } catch (InvalidJsonException | ProtobufException refused) {
            throw ApiErrors.bare("couldn't get version/kind; json parse error: " + refused.getMessage());
        }
        if (body.isNull()) {
            return Json.object();
        }
        if (!(body instanceof ObjectNode options)) {
            throw ApiErrors.bare("couldn't get version/kind; json parse error: json: cannot unmarshal "
                    + GoFormat.jsonType(body) + " into Go value of type DeleteOptions");
        }
        String kind = options.path("kind").asText(KIND);
        if (!kind.isEmpty() && !kind.equals(KIND)) {
            throw ApiErrors.bare(
                    BodyDecoder.notRegistered(kind, options.path("apiVersion").asText("v1")));
        }
        JsonNode grace = options.path("gracePeriodSeconds");
        if (!grace.isMissingNode() && !grace.isNull() && !grace.canConvertToLong()) {
            throw ApiErrors.bare("json: cannot unmarshal " + GoFormat.jsonType(grace)
                    + " into Go struct field DeleteOptions.gracePeriodSeconds of type int64");
        }
        return options;
    }
}
