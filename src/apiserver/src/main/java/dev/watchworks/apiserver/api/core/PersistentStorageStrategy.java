package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;

/** The rules that persistent volumes and claims share. */
abstract class PersistentStorageStrategy implements SpecAndStatusStrategy {
    private static final String EXCLUSIVE = "ReadWriteOncePod";
    private static final List<String> ACCESS_MODES =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", EXCLUSIVE);

    static void validateAccessModes(JsonNode spec, String whenMissing, FieldErrors errors) {
        List<String> modes = texts(spec, "accessModes");
        errors.required("spec.accessModes", modes.isEmpty(), whenMissing);
        modes.forEach(mode -> errors.supported("spec.accessModes", mode, ACCESS_MODES));
        if (modes.contains(EXCLUSIVE)
                && modes.stream().anyMatch(mode -> ACCESS_MODES.contains(mode) && !mode.equals(EXCLUSIVE))) {
            errors.forbidden("spec.accessModes", "may not use ReadWriteOncePod with other access modes");
        }
    }

    static void validateClassAndMode(String type, JsonNode spec, FieldErrors errors) {
        errors.format("spec.storageClassName", text(spec, "storageClassName"), NameSyntax::subdomainErrors);
        FieldRules.validate(type, spec, "spec.", errors, "volumeMode");
    }
}
