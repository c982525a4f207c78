package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Persistent volumes (Kubernetes' {@code registry/core/persistentvolume}). */
public final class PersistentVolumeStrategy extends PersistentStorageStrategy {
    private static final String TYPE = "core.PersistentVolumeSpec";

    /** Fields of the spec that are not the volume's source. */
    private static final Set<String> OTHER_FIELDS = Set.of(
            "capacity",
            "accessModes",
            "claimRef",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "mountOptions",
            "volumeMode",
            "nodeAffinity",
            "volumeAttributesClassName");

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        object.putObject("status")
                .put("phase", "Pending")
                .put("lastPhaseTransitionTime", text(object, "metadata", "creationTimestamp"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        validateAccessModes(spec, "", errors);
        validateCapacity(spec.path("capacity"), errors);
        FieldRules.validate(TYPE, spec, "spec.", errors, "persistentVolumeReclaimPolicy");
        validateSource(spec, errors);
        validateClassAndMode(TYPE, spec, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        ObjectNode after = object(object, "spec");
        JsonNode before = current.path("spec");
        if (!source(after).equals(source(before))) {
            errors.forbidden("spec.persistentvolumesource", "spec.persistentvolumesource is immutable after creation");
        }
        FieldRules.validateImmutable(TYPE, after, before, "", errors);
    }

    private static JsonNode source(JsonNode spec) {
        ObjectNode source = spec.deepCopy();
        return source.remove(OTHER_FIELDS);
    }

    private static void validateCapacity(JsonNode capacity, FieldErrors errors) {
        errors.required("spec.capacity", capacity.isEmpty());
        if (!capacity.has("storage") || capacity.size() > 1) {
            String shown = capacity.isEmpty() ? "null" : capacity.toString();
            errors.notSupported("spec.capacity", shown, List.of("storage"));
        }
        for (Map.Entry<String, JsonNode> entry : capacity.properties()) {
            Quantity amount = Quantity.of(entry.getValue());
            String field = "spec.capacity[" + entry.getKey() + "]";
            if (amount.amount().signum() < 0) {
                errors.invalid(field, amount.canonical(), "must be a valid resource quantity");
            }
            if (amount.amount().signum() <= 0) {
                errors.invalid(field, quoted(amount.canonical()), "must be greater than zero");
            }
        }
    }

    private static void validateSource(ObjectNode spec, FieldErrors errors) {
        List<String> sources = new ArrayList<>(keys(spec));
        sources.removeIf(field -> OTHER_FIELDS.contains(field) || !has(spec, field));
        errors.exactlyOne("spec", sources, "volume type", source -> {
            if (source.equals("hostPath")) {
                validateHostPath(text(spec, source, "path"), errors);
            }
        });
    }

    private static void validateHostPath(String path, FieldErrors errors) {
        if (path.isEmpty()) {
            errors.required("spec.hostPath.path", "");
        } else if (List.of(path.split("/")).contains("..")) {
            errors.invalid("spec.hostPath.path", quoted(path), "must not contain '..'");
        }
    }
}
