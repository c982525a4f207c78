package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.errors.StatusWriter;
import dev.watchworks.apiserver.golang.GoQuote;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.WriteResult;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DELETE of one object, and of those that a selection finds. */
final class DeleteHandler {
    private static final String KIND = "DeleteOptions";

    private final GenericStore registry;
    private final ResponseWriter answers;

    DeleteHandler(GenericStore registry, ResponseWriter answers) {
        this.registry = registry;
        this.answers = answers;
    }

    /**
     * How a request wants to delete.
     *
     * @param waits whether it said {@code orphanDependents: false}, which is answered with 202 while dependents remain
     */
    private record Wish(DeleteOptions options, boolean dryRun, boolean waits) {}

    ApiResponse delete(RequestScope exchange) {
        Wish wish = wish(exchange.request());
        ResourceType type = exchange.type();
        WriteResult outcome = registry.delete(type, exchange.namespace(), exchange.name(), wish.options, wish.dryRun);
        boolean removed = outcome.kind() == WriteResult.Kind.REMOVED;
        if (removed && !type.strategy().answersDeletedObject()) {
            StatusSubject subject = new StatusSubject(type.group(), type.plural(), exchange.name());
            String uid = outcome.object().path("metadata").path("uid").asText();
            return ResponseWriter.status(StatusWriter.success(subject, uid), 200);
        }
        int code = !removed && wish.waits ? 202 : 200;
        return answers.object(code, outcome.object(), type, exchange.representation(), exchange.include(), Map.of());
    }

    /** Deletes the objects of a page; those that went meanwhile are gone all the same. */
    ApiResponse deleteAll(RequestScope exchange, ListHandler.Page page) {
        Wish wish = wish(exchange.request());
        for (StoredObject object : page.objects()) {
            JsonNode metadata = object.tree().path("metadata");
            try {
                registry.delete(
                        exchange.type(),
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText(),
                        wish.options,
                        wish.dryRun);
            } catch (ApiException failure) {
                if (failure.code() != 404) {
                    throw failure;
                }
            }
        }
        return answers.page(page, exchange.representation(), exchange.include());
    }

    /** The options of a DELETE or of an Eviction; the body counts where there is one, else the query. */
    private static Wish wish(ApiRequest request) {
        FieldErrors errors = new FieldErrors();
        ObjectNode body = request.body().length == 0 ? fromQuery(request) : fromBody(request);
        List<String> dryRun = new ArrayList<>(request.query().getOrDefault("dryRun", List.of()));
        body.path("dryRun").forEach(value -> dryRun.add(value.asText()));
        DeleteOptions options = options(body, errors);
        Boolean orphan =
                body.has("orphanDependents") ? body.path("orphanDependents").asBoolean() : null;
        boolean tried = WriteOptions.dryRun(dryRun, errors);
        WriteOptions.refuse(KIND, errors);
        return new Wish(options, tried, Boolean.FALSE.equals(orphan));
    }

    /** Reads DeleteOptions, wherever they stand. */
    static DeleteOptions options(JsonNode body, FieldErrors errors) {
        String policy = text(body.get("propagationPolicy"));
        if (policy != null && body.has("orphanDependents")) {
            errors.invalid(
                    "propagationPolicy",
                    GoQuote.quoted(policy),
                    "orphanDependents and deletionPropagation cannot be both set");
        } else if (policy != null
                && !List.of("Foreground", "Background", "Orphan").contains(policy)) {
            errors.notSupported(
                    "propagationPolicy", GoQuote.quoted(policy), List.of("Foreground", "Background", "Orphan", "nil"));
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
        Long grace = ParameterParser.number(request, "gracePeriodSeconds");
        if (grace != null) {
            options.put("gracePeriodSeconds", grace);
        }
        options.put("propagationPolicy", request.parameter("propagationPolicy"));
        Boolean orphan = ParameterParser.optionalFlag(request, "orphanDependents");
        if (orphan != null) {
            options.put("orphanDependents", orphan);
        }
        return options;
    }

    private static ObjectNode fromBody(ApiRequest request) {
        BodyDecoder.requireJson(request);
        JsonNode body;
        try {
            body = Json.read(request.body());
        } catch (InvalidJsonException refused) {
            throw ApiErrors.bare("couldn't get version/kind; json parse error: " + refused.getMessage());
        }
        if (body.isNull()) {
            return Json.object();
        }
        if (!(body instanceof ObjectNode options)) {
            throw ApiErrors.bare("couldn't get version/kind; json parse error: json: cannot unmarshal "
                    + BodyDecoder.goName(body) + " into Go value of type DeleteOptions");
        }
        String kind = options.path("kind").asText(KIND);
        if (!kind.isEmpty() && !kind.equals(KIND)) {
            throw ApiErrors.bare("no kind \"" + kind + "\" is registered for version \""
                    + options.path("apiVersion").asText("v1") + "\" in scheme \"pkg/runtime/scheme.go:110\"");
        }
        JsonNode grace = options.path("gracePeriodSeconds");
        if (!grace.isMissingNode() && !grace.isNull() && !grace.canConvertToLong()) {
            throw ApiErrors.bare("json: cannot unmarshal " + BodyDecoder.goName(grace)
                    + " into Go struct field DeleteOptions.gracePeriodSeconds of type int64");
        }
        return options;
    }
}
