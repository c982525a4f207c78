package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.golang.GoQuote;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.Subresource;
import dev.watchworks.apiserver.registry.WriteResult;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** POST, PUT and PATCH of objects. */
final class WriteHandler {
    private final GenericStore registry;
    private final ResponseWriter answers;
    private final BodyDecoder bodies;

    WriteHandler(GenericStore registry, ResponseWriter answers, BodyDecoder bodies) {
        this.registry = registry;
        this.answers = answers;
        this.bodies = bodies;
    }

    ApiResponse create(RequestScope exchange) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.of(exchange.request(), "CreateOptions");
        StrictDecodingErrors.Read body = bodies.object(exchange.request(), type);
        checkNamespace(exchange, body.object());
        Map<String, String> warnings = options.validate(body.faults(), why -> bodies.cannotBeHandled(type, why));
        ObjectNode created = registry.create(type, exchange.namespace(), body.object(), options.writer());
        return answer(exchange, 201, created, warnings);
    }

    ApiResponse replace(RequestScope exchange, Subresource channel) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.of(exchange.request(), "UpdateOptions");
        StrictDecodingErrors.Read body = bodies.object(exchange.request(), type);
        checkIdentity(exchange, body.object());
        Map<String, String> warnings = options.validate(body.faults(), why -> bodies.cannotBeHandled(type, why));
        try {
            WriteResult outcome = registry.update(
                    type, exchange.namespace(), exchange.name(), channel, stored -> body.object(), options.writer());
            return answer(exchange, 200, outcome.object(), warnings);
        } catch (ApiException failure) {
            boolean creates = type.strategy().createsOnUpdate() && channel == Subresource.MAIN;
            if (failure.code() != 404 || !creates) {
                throw failure;
            }
            ObjectNode created = registry.create(type, exchange.namespace(), body.object(), options.writer());
            return answer(exchange, 201, created, warnings);
        }
    }

    ApiResponse patch(RequestScope exchange, Subresource channel) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.ofPatch(exchange.request());
        Patcher patch = Patcher.read(exchange.request());
        AtomicReference<Map<String, String>> warnings = new AtomicReference<>(Map.of());
        WriteResult outcome = registry.update(
                type,
                exchange.namespace(),
                exchange.name(),
                channel,
                stored -> {
                    ObjectNode current = Objects.requireNonNull(stored);
                    String uid = current.path("metadata").path("uid").asText();
                    ObjectNode patched = patch.apply(current, type.schema().root());
                    ObjectSchema.Decoded read = decode(patch, patched, type);
                    checkIdentity(exchange, read.object());
                    checkUid(type, read.object(), uid);
                    warnings.set(options.validate(
                            StrictDecodingErrors.of(exchange.request().body(), read),
                            why -> patch.refused(patched, why)));
                    return read.object();
                },
                options.writer());
        return answer(exchange, 200, outcome.object(), Objects.requireNonNull(warnings.get()));
    }

    ApiResponse scale(RequestScope exchange) {
        ObjectNode object = registry.get(exchange.type(), exchange.namespace(), exchange.name())
                .tree();
        return ResponseWriter.status(ScaleConversion.of(object), 200);
    }

    ApiResponse replaceScale(RequestScope exchange) {
        WriteOptions options = WriteOptions.of(exchange.request(), "UpdateOptions");
        BodyDecoder.requireJson(exchange.request());
        ObjectNode scale = bodies.read(exchange.request().body(), "Scale");
        String problem = ScaleConversion.typeError(scale);
        if (!problem.isEmpty()) {
            throw ApiErrors.badRequest("Scale in version \"v1\" cannot be handled as a Scale: " + problem);
        }
        checkIdentity(exchange, scale);
        return writeScale(exchange, options, object -> ScaleConversion.scaled(object, scale));
    }

    ApiResponse patchScale(RequestScope exchange) {
        WriteOptions options = WriteOptions.ofPatch(exchange.request());
        Patcher patch = Patcher.read(exchange.request());
        return writeScale(exchange, options, object -> {
            ObjectNode patched = patch.apply(
                    ScaleConversion.of(object), exchange.type().schema().root().field("metadata"));
            String problem = ScaleConversion.typeError(patched);
            if (!problem.isEmpty()) {
                throw patch.refused(patched, problem);
            }
            checkIdentity(exchange, patched);
            return ScaleConversion.scaled(object, patched);
        });
    }

    private ApiResponse writeScale(RequestScope exchange, WriteOptions options, UnaryOperator<ObjectNode> change) {
        WriteResult outcome = registry.update(
                exchange.type(),
                exchange.namespace(),
                exchange.name(),
                Subresource.SCALE,
                stored -> change.apply(Objects.requireNonNull(stored)),
                options.writer());
        return ResponseWriter.status(ScaleConversion.of(outcome.object()), 200);
    }

    private ObjectSchema.Decoded decode(Patcher patch, ObjectNode patched, ResourceType type) {
        String problem = bodies.kindProblem(patched, type);
        if (!problem.isEmpty()) {
            throw patch.refused(patched, problem);
        }
        try {
            return type.schema().decode(patched);
        } catch (DecodeException refused) {
            throw patch.refused(patched, String.valueOf(refused.getMessage()));
        }
    }

    private ApiResponse answer(RequestScope exchange, int code, ObjectNode object, Map<String, String> headers) {
        return answers.object(code, object, exchange.type(), exchange.representation(), exchange.include(), headers);
    }

    private static void checkIdentity(RequestScope exchange, ObjectNode body) {
        String name = body.path("metadata").path("name").asText();
        if (name.isEmpty()) {
            throw ApiErrors.badRequest("the name of the object (" + exchange.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(exchange.name())) {
            throw ApiErrors.badRequest("the name of the object (" + name + ") does not match the name on the URL ("
                    + exchange.name() + ")");
        }
        checkNamespace(exchange, body);
    }

    private static void checkNamespace(RequestScope exchange, ObjectNode body) {
        JsonNode namespace = body.path("metadata").path("namespace");
        if (exchange.type().namespaced()
                && !namespace.asText().isEmpty()
                && !namespace.asText().equals(exchange.namespace())) {
            throw ApiErrors.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void checkUid(ResourceType type, ObjectNode patched, String uid) {
        String now = patched.path("metadata").path("uid").asText();
        if (!now.isEmpty() && !now.equals(uid)) {
            FieldErrors errors = new FieldErrors();
            // Twice, as a real server tells it.
            errors.invalid("metadata.uid", GoQuote.quoted(now), "field is immutable");
            errors.invalid("metadata.uid", GoQuote.quoted(now), "field is immutable");
            String name = patched.path("metadata").path("name").asText();
            throw ApiErrors.invalid(new StatusSubject(type.group(), type.kind(), name), errors);
        }
    }
}
