package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.List;

/** Checks the probes and lifecycle hooks of a container. */
final class HandlerValidation {
    private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc", "sleep");

    private final FieldErrors errors;

    HandlerValidation(FieldErrors errors) {
        this.errors = errors;
    }

    void validateLifecycle(JsonNode lifecycle, String field) {
        for (String hook : List.of("postStart", "preStop")) {
            if (has(lifecycle, hook)) {
                validateHandler(lifecycle.path(hook), field + "." + hook);
            }
        }
    }

    /** @param restarts whether a failure restarts the container; then one success must be enough */
    void validateProbe(JsonNode probe, boolean restarts, String field) {
        if (!probe.isObject()) {
            return;
        }
        validateHandler(probe, field);
        FieldRules.validate("core.Probe", probe, field + ".", errors);
        String grace = field + ".terminationGracePeriodSeconds";
        long seconds = number(probe, "terminationGracePeriodSeconds");
        if (has(probe, "terminationGracePeriodSeconds")) {
            errors.minimum(grace, seconds, 1);
        }
        if (restarts && number(probe, "successThreshold") != 1) {
            errors.invalid(field + ".successThreshold", number(probe, "successThreshold"), List.of("must be 1"));
        }
        if (!restarts && has(probe, "terminationGracePeriodSeconds")) {
            errors.invalid(grace, String.valueOf(seconds), "must not be set for readinessProbes");
        }
    }

    private void validateHandler(JsonNode parent, String field) {
        List<String> present =
                HANDLERS.stream().filter(handler -> has(parent, handler)).toList();
        errors.exactlyOne(field, present, "handler type", handler -> {
            validateAction(handler, parent.path(handler), field + "." + handler);
        });
    }

    private void validateAction(String handler, JsonNode action, String field) {
        switch (handler) {
            case "exec" ->
                errors.required(field + ".command", action.path("command").isEmpty());
            case "httpGet" -> {
                validatePort(action.path("port"), field + ".port");
                FieldRules.validate("core.HTTPGetAction", action, field + ".", errors);
            }
            case "tcpSocket", "grpc" -> validatePort(action.path("port"), field + ".port");
            default -> {
                // A sleep that the schema accepts is valid.
            }
        }
    }

    private void validatePort(JsonNode port, String field) {
        if (port.isTextual()) {
            errors.invalid(field, port.asText(), ValueSyntax.portName(port.asText()));
        } else {
            errors.invalid(field, port.asLong(), ValueSyntax.portNumber(port.asLong()));
        }
    }
}
