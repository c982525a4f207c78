package dev.watchworks.apiserver.api.networking;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import java.util.List;
import java.util.function.BiConsumer;

/** Ingresses (Kubernetes' {@code registry/networking/ingress}); no component routes by them here. */
public final class IngressStrategy implements SpecAndStatusStrategy {
    private static final List<String> PATH_TYPES = List.of("Exact", "ImplementationSpecific", "Prefix");

    @Override
    public void initializeStatus(ObjectNode status) {
        status.putObject("loadBalancer");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        List<ObjectNode> rules = objects(spec, "rules");
        if (rules.isEmpty() && !has(spec, "defaultBackend")) {
            errors.invalid("spec", "[]", "either `defaultBackend` or `rules` must be specified");
        }
        BiConsumer<ObjectNode, String> check = (path, place) -> validatePath(path, place + ".", errors);
        FieldErrors.each(rules, "spec.rules", (rule, place) -> {
            FieldErrors.each(objects(rule, "http", "paths"), place + ".http.paths", check);
        });
    }

    private static void validatePath(ObjectNode path, String place, FieldErrors errors) {
        String type = text(path, "pathType");
        if (type.isEmpty()) {
            errors.required(place + "pathType", "pathType must be specified");
        } else if (!PATH_TYPES.contains(type)) {
            errors.notSupported(place + "pathType", quoted(type), PATH_TYPES);
        } else if (!type.equals("ImplementationSpecific") && !text(path, "path").startsWith("/")) {
            errors.invalid(place + "path", quoted(text(path, "path")), "must be an absolute path");
        }
    }
}
