package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Checks the containers of a pod. */
final class ContainerValidation {
    private static final String ONLY_SIDECARS = "may not be set for init containers without restartPolicy=Always";

    private final Set<String> volumes;
    private final FieldErrors errors;

    ContainerValidation(Set<String> volumes, FieldErrors errors) {
        this.volumes = volumes;
        this.errors = errors;
    }

    void validate(ObjectNode spec, String field) {
        List<ObjectNode> containers = objects(spec, "containers");
        errors.required(field + ".containers", containers.isEmpty());
        Set<String> names = new HashSet<>();
        FieldErrors.each(containers, field + ".containers", (container, place) -> {
            validateContainer(container, place);
            unique(container, names, place);
            validateHandlers(container, place);
        });
        validateHostPorts(containers, field + ".containers");
        List<ObjectNode> initializers = objects(spec, "initContainers");
        FieldErrors.each(initializers, field + ".initContainers", (container, place) -> {
            validateContainer(container, place);
            unique(container, names, place);
            validateHostPorts(List.of(container), field + ".initContainers");
            validateHandlersOfInitializer(container, place);
        });
    }

    private void unique(ObjectNode container, Set<String> names, String field) {
        errors.unique(field + ".name", text(container, "name"), names);
    }

    private void validateContainer(ObjectNode container, String field) {
        errors.requiredFormat(field + ".name", text(container, "name"), NameSyntax::dns1123LabelErrors);
        errors.required(field + ".image", text(container, "image").isEmpty());
        FieldRules.validate("core.Container", container, field + ".", errors, "terminationMessagePolicy");
        validatePorts(objects(container, "ports"), field + ".ports");
        EnvironmentValidation.validate(container, field, errors);
        validateMounts(objects(container, "volumeMounts"), field + ".volumeMounts");
        FieldRules.validate("core.Container", container, field + ".", errors, "imagePullPolicy");
        ResourceRequirementsValidation.validate(container.path("resources"), field + ".resources", errors);
    }

    private void validatePorts(List<ObjectNode> ports, String field) {
        Set<String> names = new HashSet<>();
        FieldErrors.each(ports, field, (port, place) -> {
            String name = text(port, "name");
            if (!name.isEmpty()) {
                List<String> wrong = ValueSyntax.portName(name);
                errors.invalid(place + ".name", name, wrong);
                if (wrong.isEmpty() && !names.add(name)) {
                    errors.duplicate(place + ".name", quoted(name));
                }
            }
            errors.required(place + ".containerPort", number(port, "containerPort") == 0);
            validatePortNumber(port, "containerPort", place);
            validatePortNumber(port, "hostPort", place);
            FieldRules.validate("core.ContainerPort", port, place + ".", errors);
        });
    }

    private void validatePortNumber(ObjectNode port, String name, String field) {
        long number = number(port, name);
        if (number != 0) {
            errors.invalid(field + "." + name, number, ValueSyntax.portNumber(number));
        }
    }

    private void validateMounts(List<ObjectNode> mounts, String field) {
        Set<String> paths = new HashSet<>();
        FieldErrors.each(mounts, field, (mount, place) -> {
            String name = text(mount, "name");
            String path = text(mount, "mountPath");
            errors.required(place + ".name", name.isEmpty());
            if (!volumes.contains(name)) {
                errors.notFound(place + ".name", quoted(name));
            }
            errors.required(place + ".mountPath", path.isEmpty());
            if (!paths.add(path)) {
                errors.invalid(place + ".mountPath", quoted(path), "must be unique");
            }
        });
    }

    private void validateHandlers(ObjectNode container, String field) {
        HandlerValidation handlers = new HandlerValidation(errors);
        handlers.validateLifecycle(container.path("lifecycle"), field + ".lifecycle");
        handlers.validateProbe(container.path("livenessProbe"), true, field + ".livenessProbe");
        handlers.validateProbe(container.path("readinessProbe"), false, field + ".readinessProbe");
        handlers.validateProbe(container.path("startupProbe"), true, field + ".startupProbe");
    }

    private void validateHandlersOfInitializer(ObjectNode container, String field) {
        if (PodState.isSidecar(container)) {
            validateHandlers(container, field);
            return;
        }
        for (String handler : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            if (has(container, handler)) {
                errors.forbidden(field + "." + handler, ONLY_SIDECARS);
            }
        }
    }

    private void validateHostPorts(List<ObjectNode> containers, String field) {
        Set<String> used = new HashSet<>();
        BiConsumer<ObjectNode, String> check = (port, place) -> {
            String key = text(port, "protocol") + "/" + text(port, "hostIP") + "/" + number(port, "hostPort");
            if (number(port, "hostPort") != 0 && !used.add(key)) {
                errors.duplicate(place + ".hostPort", quoted(key));
            }
        };
        FieldErrors.each(
                containers, field, (each, place) -> FieldErrors.each(objects(each, "ports"), place + ".ports", check));
    }
}
