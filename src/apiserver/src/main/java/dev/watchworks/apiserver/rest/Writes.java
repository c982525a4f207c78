package dev.watchworks.apiserver.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.schema.DecodeException;
import dev.watchworks.apiserver.kind.schema.ObjectSchema;
import dev.watchworks.apiserver.names.GoText;
import dev.watchworks.apiserver.registry.Channel;
import dev.watchworks.apiserver.registry.ObjectRegistry;
import dev.watchworks.apiserver.registry.Outcome;
import dev.watchworks.apiserver.status.ApiErrors;
import dev.watchworks.apiserver.status.ApiException;
import dev.watchworks.apiserver.status.FieldErrors;
import dev.watchworks.apiserver.status.Subject;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** POST, PUT and PATCH of objects. */
final class Writes {
    private final ObjectRegistry registry;
    private final Answers answers;
    private final Bodies bodies;

    Writes(ObjectRegistry registry, Answers answers, Bodies bodies) {
        this.registry = registry;
        this.answers = answers;
        this.bodies = bodies;
    }

    ApiResponse create(Exchange exchange) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.of(exchange.request(), "CreateOptions");
        FieldFaults.Read body = bodies.object(exchange.request(), type);
        checkNamespace(exchange, body.object());
        Map<String, String> warnings = options.validate(body.faults(), why -> bodies.cannotBeHandled(type, why));
        ObjectNode created = registry.create(type, exchange.namespace(), body.object(), options.writer());
        return answer(exchange, 201, created, warnings);
    }

    ApiResponse replace(Exchange exchange, Channel channel) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.of(exchange.request(), "UpdateOptions");
        FieldFaults.Read body = bodies.object(exchange.request(), type);
        checkIdentity(exchange, body.object());
        Map<String, String> warnings = options.validate(body.faults(), why -> bodies.cannotBeHandled(type, why));
        try {
            Outcome outcome = registry.update(
                    type, exchange.namespace(), exchange.name(), channel, stored -> body.object(), options.writer());
            return answer(exchange, 200, outcome.object(), warnings);
        } catch (ApiException failure) {
            boolean creates = type.strategy().createsOnUpdate() && channel == Channel.MAIN;
            if (failure.code() != 404 || !creates) {
                throw failure;
            }
            ObjectNode created = registry.create(type, exchange.namespace(), body.object(), options.writer());
            return answer(exchange, 201, created, warnings);
        }
    }

    ApiResponse patch(Exchange exchange, Channel channel) {
        ResourceType type = exchange.type();
        WriteOptions options = WriteOptions.ofPatch(exchange.request());
        Patches patch = Patches.read(exchange.request());
        AtomicReference<Map<String, String>> warnings = new AtomicReference<>(Map.of());
        Outcome outcome = registry.update(
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
                            FieldFaults.of(exchange.request().body(), read), why -> patch.refused(patched, why)));
                    return read.object();
                },
                options.writer());
        return answer(exchange, 200, outcome.object(), Objects.requireNonNull(warnings.get()));
    }

    ApiResponse scale(Exchange exchange) {
        ObjectNode object = registry.get(exchange.type(), exchange.namespace(), exchange.name())
                .tree();
        return Answers.status(Scales.of(object), 200);
    }

    ApiResponse replaceScale(Exchange exchange) {
        WriteOptions options = WriteOptions.of(exchange.request(), "UpdateOptions");
        Bodies.requireJson(exchange.request());
        ObjectNode scale = bodies.read(exchange.request().body(), "Scale");
        String problem = Scales.typeError(scale);
        if (!problem.isEmpty()) {
            throw ApiErrors.badRequest("Scale in version \"v1\" cannot be handled as a Scale: " + problem);
        }
        checkIdentity(exchange, scale);
        return writeScale(exchange, options, object -> Scales.scaled(object, scale));
    }

    ApiResponse patchScale(Exchange exchange) {
        WriteOptions options = WriteOptions.ofPatch(exchange.request());
        Patches patch = Patches.read(exchange.request());
        return writeScale(exchange, options, object -> {
            ObjectNode patched = patch.apply(
                    Scales.of(object), exchange.type().schema().root().field("metadata"));
            String problem = Scales.typeError(patched);
            if (!problem.isEmpty()) {
                throw patch.refused(patched, problem);
            }
            checkIdentity(exchange, patched);
            return Scales.scaled(object, patched);
        });
    }

    private ApiResponse writeScale(Exchange exchange, WriteOptions options, UnaryOperator<ObjectNode> change) {
        Outcome outcome = registry.update(
                exchange.type(),
                exchange.namespace(),
                exchange.name(),
                Channel.SCALE,
                stored -> change.apply(Objects.requireNonNull(stored)),
                options.writer());
        return Answers.status(Scales.of(outcome.object()), 200);
    }

    private ObjectSchema.Decoded decode(Patches patch, ObjectNode patched, ResourceType type) {
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

    private ApiResponse answer(Exchange exchange, int code, ObjectNode object, Map<String, String> headers) {
        return answers.object(code, object, exchange.type(), exchange.representation(), exchange.include(), headers);
    }

    private static void checkIdentity(Exchange exchange, ObjectNode body) {
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

    private static void checkNamespace(Exchange exchange, ObjectNode body) {
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
            errors.invalid("metadata.uid", GoText.quoted(now), "field is immutable");
            errors.invalid("metadata.uid", GoText.quoted(now), "field is immutable");
            String name = patched.path("metadata").path("name").asText();
            throw ApiErrors.invalid(new Subject(type.group(), type.kind(), name), errors);
        }
    }
}
