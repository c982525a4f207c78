package dev.watchworks.apiserver.api.rbac;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;

/** Roles and cluster roles (Kubernetes' {@code apis/rbac/validation}). */
public final class RoleStrategy implements Strategy {
    private final boolean isNamespaced;

    /** @param isNamespaced whether the roles belong to a namespace; otherwise they are cluster roles */
    public RoleStrategy(boolean isNamespaced) {
        this.isNamespaced = isNamespaced;
    }

    @Override
    public List<String> nameErrors(String name) {
        return NameSyntax.pathSegmentErrors(name);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        List<ObjectNode> rules = objects(object, "rules");
        FieldErrors.each(rules, "rules", (item, place) -> validate(item, place + ".", errors));
    }

    private void validate(ObjectNode rule, String path, FieldErrors errors) {
        errors.required(path + "verbs", texts(rule, "verbs").isEmpty(), "verbs must contain at least one value");
        if (!texts(rule, "nonResourceURLs").isEmpty()) {
            if (isNamespaced) {
                JsonNode urls = rule.path("nonResourceURLs");
                errors.invalid(path + "nonResourceURLs", urls, "namespaced rules cannot apply to non-resource URLs");
            }
            return;
        }
        errors.required(
                path + "apiGroups",
                texts(rule, "apiGroups").isEmpty(),
                "resource rules must supply at least one api group");
        errors.required(
                path + "resources",
                texts(rule, "resources").isEmpty(),
                "resource rules must supply at least one resource");
    }
}
