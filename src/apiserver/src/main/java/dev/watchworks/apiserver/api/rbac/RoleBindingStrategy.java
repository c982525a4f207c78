package dev.watchworks.apiserver.api.rbac;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;

/** Role bindings and cluster role bindings (Kubernetes' {@code apis/rbac/validation}). */
public final class RoleBindingStrategy implements Strategy {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final List<String> kinds;

    /** @param kinds the kinds of roles that can be bound */
    public RoleBindingStrategy(String... kinds) {
        this.kinds = List.of(kinds);
    }

    @Override
    public List<String> nameErrors(String name) {
        return NameSyntax.pathSegmentErrors(name);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        String kind = text(object, "roleRef", "kind");
        errors.supported("roleRef.kind", kind, kinds);
        errors.required("roleRef.name", text(object, "roleRef", "name").isEmpty());
        FieldErrors.each(objects(object, "subjects"), "subjects", (subject, place) -> {
            errors.required(place + ".name", text(subject, "name").isEmpty());
        });
    }

    /** A reference with the names of Go's fields, as the real server prints it. */
    private static String internal(JsonNode reference) {
        ObjectNode shown = Json.object();
        shown.put("APIGroup", text(reference, "apiGroup"));
        return shown.put("Kind", text(reference, "kind"))
                .put("Name", text(reference, "name"))
                .toString();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        if (!object.path("roleRef").equals(current.path("roleRef"))) {
            errors.invalid("roleRef", internal(object.path("roleRef")), "cannot change roleRef");
        }
    }
}
