package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Limit ranges (Kubernetes' {@code registry/core/limitrange}). */
public final class LimitRangeStrategy implements Strategy {
    private static final List<String> TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");

    @Override
    public void applyDefaults(ObjectNode object) {
        for (ObjectNode item : objects(object, "spec", "limits")) {
            if (text(item, "type").equals("Container")) {
                fill(item, "default", "max");
                fill(item, "defaultRequest", "default");
                fill(item, "defaultRequest", "min");
            }
        }
    }

    /** Copies amounts from another list that the first one lacks. */
    private static void fill(ObjectNode item, String lacking, String from) {
        for (Map.Entry<String, JsonNode> amount : item.path(from).properties()) {
            if (!has(item.path(lacking), amount.getKey())) {
                object(item, lacking).set(amount.getKey(), amount.getValue());
            }
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        Set<String> types = new HashSet<>();
        List<ObjectNode> items = objects(object, "spec", "limits");
        FieldErrors.each(items, "spec.limits", (item, field) -> {
            String type = text(item, "type");
            validateType(type, field + ".type", errors);
            errors.unique(field + ".type", type, types);
            if (type.equals("Pod")) {
                forbidForPods(item, "default", field, errors);
                forbidForPods(item, "defaultRequest", field, errors);
            }
            if (type.equals("PersistentVolumeClaim")
                    && !has(item.path("min"), "storage")
                    && !has(item.path("max"), "storage")) {
                errors.required(
                        field + ".limits",
                        "either minimum or maximum storage value is required, but neither was provided");
            }
            LimitRangeItemValidation.validate(item, field, errors);
        });
    }

    private static void validateType(String type, String field, FieldErrors errors) {
        List<String> wrong = NameSyntax.qualifiedErrors(type);
        errors.invalid(field, type, wrong);
        if (wrong.isEmpty() && type.indexOf('/') < 0 && !TYPES.contains(type)) {
            errors.invalid(field, quoted(type), "must be a standard limit type or fully qualified");
        }
    }

    private static void forbidForPods(ObjectNode item, String list, String field, FieldErrors errors) {
        if (!item.path(list).isEmpty()) {
            errors.forbidden(field + "." + list, "may not be specified when `type` is 'Pod'");
        }
    }
}
