package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.ArrayList;
import java.util.List;

/** Config maps (Kubernetes' {@code registry/core/configmap}). */
public final class ConfigMapStrategy implements Strategy {

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        List<String> keys = new ArrayList<>();
        object.path("data").fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            String field = "data[" + key + "]";
            errors.invalid(field, key, ValueSyntax.configMapKey(key));
            if (object.path("binaryData").has(key)) {
                errors.invalid(field, quoted(key), "duplicate of key present in binaryData");
            }
        }
        object.path("binaryData")
                .fieldNames()
                .forEachRemaining(key -> ValueSyntax.configMapKey(key)
                        .forEach(wrong -> errors.invalid("binaryData[" + key + "]", quoted(key), wrong)));
        if (DataSize.ofText(object.path("data")) + DataSize.ofBase64(object.path("binaryData")) > DataSize.MAXIMUM) {
            // The API's way to point at the object as a whole.
            errors.tooLong("[]", DataSize.MAXIMUM);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        Immutability.check(object, current, errors, "data", "binaryData");
        validate(object, errors);
    }
}
