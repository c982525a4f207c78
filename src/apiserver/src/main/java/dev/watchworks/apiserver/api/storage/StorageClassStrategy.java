package dev.watchworks.apiserver.api.storage;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Locale;

/** Storage classes (Kubernetes' {@code registry/storage/storageclass}). */
public final class StorageClassStrategy implements Strategy {

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        String provisioner = text(object, "provisioner");
        String lowerCase = provisioner.toLowerCase(Locale.ROOT);
        errors.requiredFormat("provisioner", provisioner, any -> NameSyntax.qualifiedErrors(lowerCase));
        if (object.path("parameters").has("")) {
            errors.invalid("parameters", quoted(""), "field can not be empty.");
        }
        FieldRules.validate("storage.StorageClass", object, "", errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
            if (!object.path(field).equals(current.path(field))) {
                errors.forbidden(field, "updates to " + field + " are forbidden.");
            }
        }
        FieldRules.validateImmutable("storage.StorageClass", object, current, "", errors);
    }

    /** Whether claims without a class get this one. */
    public static boolean isDefault(JsonNode storageClass) {
        JsonNode annotations = storageClass.path("metadata").path("annotations");
        return text(annotations, "storageclass.kubernetes.io/is-default-class").equals("true")
                || text(annotations, "storageclass.beta.kubernetes.io/is-default-class")
                        .equals("true");
    }
}
