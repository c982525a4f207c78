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

    /** {@code restarts}: whether failing ends the container, so that one success has to be enough. */
    void validateProbe(JsonNode probe, boolean restarts, String field) {
        if (!probe.isObject()) {
            return;
        }
        validateHandler(probe, field);
        FieldRules.validate("core.Probe", probe, field + ".", errors);
        String grace = field + ".terminationGracePeriodSeconds";
        long seconds = number(probe, "terminationGracePeriodSeconds");
        if (has(probe, "terminationGracePeriodSeconds") && seconds <= 0) {
            errors.invalid(grace, String.valueOf(seconds), "must be greater than 0");
        }
        if (restarts && number(probe, "successThreshold") != 1) {
            errors.invalid(field + ".successThreshold", String.valueOf(number(probe, "successThreshold")), "must be 1");
        }
        if (!restarts && has(probe, "terminationGracePeriodSeconds")) {
            errors.invalid(grace, String.valueOf(seconds), "must not be set for readinessProbes");
        }
    }

    private void validateHandler(JsonNode parent, String field) {
        boolean found = false;
        for (String handler : HANDLERS) {
            if (!has(parent, handler)) {
                continue;
            }
            if (found) {
                errors.forbidden(field + "." + handler, "may not specify more than 1 handler type");
            } else {
                validateAction(handler, parent.path(handler), field + "." + handler);
            }
            found = true;
        }
        if (!found) {
            errors.required(field, "must specify a handler type");
        }
    }

    private void validateAction(String handler, JsonNode action, String field) {
        switch (handler) {
            case "exec" -> {
                if (action.path("command").isEmpty()) {
                    errors.required(field + ".command", "");
                }
            }
            case "httpGet" -> {
                validatePort(action.path("port"), field + ".port");
                FieldRules.validate("core.HTTPGetAction", action, field + ".", errors);
            }
            case "tcpSocket", "grpc" -> validatePort(action.path("port"), field + ".port");
            default -> {
                // Nothing of a sleep is refused that the schema lets through.
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
