package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.ValueSyntax;

/** Config maps (Kubernetes' {@code registry/core/configmap}). */
public final class ConfigMapStrategy implements Strategy {

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        for (String key : keys(object, "data")) {
            String field = "data[" + key + "]";
            errors.invalid(field, key, ValueSyntax.configMapKey(key));
            if (object.path("binaryData").has(key)) {
                errors.invalid(field, quoted(key), "duplicate of key present in binaryData");
            }
        }
        DataValidation.validateKeys(object, "binaryData", errors);
        long textSize = DataValidation.sizeOfText(object.path("data"));
        if (textSize + DataValidation.sizeOfBase64(object.path("binaryData")) > DataValidation.MAXIMUM_SIZE) {
            // The API names the object as a whole in this way.
            errors.tooLong("[]", DataValidation.MAXIMUM_SIZE);
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        DataValidation.validateImmutable(object, current, errors, "data", "binaryData");
        validate(object, errors);
    }
}
