package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the volumes of a pod. */
final class VolumeValidation {
    /** The field that a source must have. */
    private static final Map<String, String> REQUIRED = Map.of(
            "hostPath", "path",
            "secret", "secretName",
            "configMap", "name",
            "persistentVolumeClaim", "claimName");

    private static final int HIGHEST_MODE = 0777;

    private VolumeValidation() {}

    /** Checks volumes; returns the names of those without an error, because containers can mount only these. */
    static Set<String> validate(List<ObjectNode> volumes, String field, FieldErrors errors) {
        Set<String> names = new HashSet<>();
        FieldErrors.each(volumes, field, (volume, place) -> {
            int before = errors.list().size();
            errors.exactlyOne(place, inOrder(volume), "volume type", type -> {
                validateSource(type, object(volume, type), place + "." + type, errors);
            });
            String name = text(volume, "name");
            errors.requiredFormat(place + ".name", name, NameSyntax::dns1123LabelErrors);
            if (names.contains(name)) {
                errors.duplicate(place + ".name", quoted(name));
            }
            if (errors.list().size() == before) {
                names.add(name);
            }
        });
        return names;
    }

    /** A real server checks emptyDir first; its order of the others is close to the schema's. */
    private static List<String> inOrder(ObjectNode volume) {
        List<String> types = new ArrayList<>(keys(volume));
        types.removeIf(type -> !volume.path(type).isObject());
        types.sort(Comparator.comparing(type -> !type.equals("emptyDir")));
        return types;
    }

    private static void validateSource(String type, ObjectNode source, String field, FieldErrors errors) {
        String required = REQUIRED.get(type);
        errors.required(
                field + "." + required,
                required != null && text(source, required).isEmpty());
        long mode = number(source, "defaultMode");
        if (has(source, "defaultMode") && (mode < 0 || mode > HIGHEST_MODE)) {
            List<String> wrong = List.of("must be a number between 0 and 0777 (octal), both inclusive");
            errors.invalid(field + ".defaultMode", mode, wrong);
        }
    }
}
