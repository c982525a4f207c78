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

/** Ingresses (Kubernetes' {@code registry/networking/ingress}); nothing routes by them here. */
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
        for (int rule = 0; rule < rules.size(); rule++) {
            List<ObjectNode> paths = objects(rules.get(rule), "http", "paths");
            for (int path = 0; path < paths.size(); path++) {
                validate(paths.get(path), "spec.rules[" + rule + "].http.paths[" + path + "].", errors);
            }
        }
    }

    private static void validate(ObjectNode path, String place, FieldErrors errors) {
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
