package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.storage.StorageClassStrategy;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.validation.LabelValidation;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Claims to persistent volumes (Kubernetes' {@code registry/core/persistentvolumeclaim}). */
public final class PersistentVolumeClaimStrategy extends PersistentStorageStrategy {

    /** Sets the newest default class for a claim that names no class, as the plugin DefaultStorageClass does. */
    @Override
    public @Nullable String admit(ObjectNode object, GenericLister cluster) {
        ObjectNode spec = object(object, "spec");
        if (!has(spec, "storageClassName")) {
            cluster.list("storageclasses.storage.k8s.io").stream()
                    .filter(StorageClassStrategy::isDefault)
                    .max(Comparator.comparing(storageClass -> text(storageClass, "metadata", "creationTimestamp")))
                    .ifPresent(newest -> spec.put("storageClassName", text(newest, "metadata", "name")));
        }
        return null;
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        object.putObject("status").put("phase", "Pending");
        ObjectNode spec = object(object, "spec");
        JsonNode source = spec.path("dataSource");
        JsonNode reference = spec.path("dataSourceRef");
        if (source.isObject() && !reference.isObject()) {
            spec.set("dataSourceRef", source.deepCopy());
        } else if (reference.isObject()
                && !source.isObject()
                && text(reference, "namespace").isEmpty()) {
            spec.set("dataSource", reference.deepCopy());
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        validateAccessModes(spec, "at least 1 access mode is required", errors);
        LabelValidation.validateSelector(spec.path("selector"), "spec.selector", errors);
        String requested = text(spec, "resources", "requests", "storage");
        if (requested.isEmpty()) {
            errors.required("spec.resources[storage]", "");
        } else if (Quantity.parse(requested).amount().signum() <= 0) {
            errors.invalid("spec.resources[storage]", quoted(requested), "must be greater than zero");
        }
        validateClassAndMode("core.PersistentVolumeClaimSpec", spec, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        ObjectNode after = object(object, "spec").deepCopy();
        ObjectNode before = object(current.deepCopy(), "spec");
        if (text(before, "volumeName").isEmpty()) {
            // The controller that binds the claim sets this field.
            after.remove("volumeName");
        }
        if (text(current, "status", "phase").equals("Bound")) {
            after.remove("resources");
            before.remove("resources");
        }
        if (!after.equals(before)) {
            errors.forbidden(
                    "spec",
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                            + " bound claims");
        }
    }
}
