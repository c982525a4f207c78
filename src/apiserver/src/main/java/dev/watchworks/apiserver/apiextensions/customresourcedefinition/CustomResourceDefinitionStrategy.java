package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.schema.StringFormats;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules of definitions ({@code registry/customresourcedefinition/strategy.go}). */
public final class CustomResourceDefinitionStrategy implements Strategy {
    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object.withObjectProperty("spec");
        ObjectNode names = spec.withObjectProperty("names");
        String kind = NestedFields.text(names, "kind");
        NestedFields.orElse(names, "singular", kind.toLowerCase(Locale.ROOT));
        if (!kind.isEmpty()) {
            NestedFields.orElse(names, "listKind", kind + "List");
        }
        ObjectNode conversion = NestedFields.object(spec, "conversion");
        if (conversion.isEmpty()) {
            conversion.put("strategy", "None");
        }
        if (conversion.path("webhook").path("clientConfig").path("service") instanceof ObjectNode service) {
            NestedFields.orElse(service, "port", 443);
        }
        ObjectNode status = object.withObjectProperty("status");
        if (status.path("storedVersions").isEmpty()) {
            setStoredVersions(object, status);
        }
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        setStoredVersions(object, object.putObject("status"));
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        NestedFields.keep(object, current, "status");
        setStoredVersions(object, object.withObjectProperty("status"));
    }

    /** Adds the storage version to the versions in which objects may be stored. */
    private static void setStoredVersions(ObjectNode object, ObjectNode status) {
        String version = new CustomResourceDefinitionView(object).storageVersion();
        if (!version.isEmpty() && !NestedFields.texts(status, "storedVersions").contains(version)) {
            NestedFields.array(status, "storedVersions").add(version);
        }
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        NestedFields.keep(object, current, "spec");
    }

    @Override
    public List<List<String>> statusResetFields() {
        return List.of(List.of("metadata"), List.of("spec"));
    }

    @Override
    public boolean markForDeletion(ObjectNode object, String timestamp) {
        object.withObjectProperty("metadata").put("deletionTimestamp", timestamp);
        ArrayNode finalizers = NestedFields.array(object.withObjectProperty("metadata"), "finalizers");
        if (!NestedFields.texts(finalizers).contains(CustomResourceDefinitionView.CLEANUP_FINALIZER)) {
            finalizers.add(CustomResourceDefinitionView.CLEANUP_FINALIZER);
        }
        DefinitionConditions.set(
                object,
                new DefinitionConditions.Condition(
                        "Terminating",
                        true,
                        "InstanceDeletionPending",
                        "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon"),
                timestamp);
        return true;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        DefinitionValidation.create(object, errors).validate();
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        DefinitionValidation.update(object, current, errors).validate();
    }

    @Override
    public void validateStatusUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        new DefinitionNamesValidation(errors)
                .validate(object.path("status").path("acceptedNames"), "status.acceptedNames");
    }

    @Override
    public boolean allowsUnqualifiedFinalizers() {
        return true;
    }

    @Override
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode current) {
        List<String> formats = unrecognizedFormats(object);
        if (current != null) {
            formats.removeAll(unrecognizedFormats(current));
        }
        return formats.stream()
                .map(format -> "unrecognized format " + GoFormat.quoted(format))
                .toList();
    }

    private static List<String> unrecognizedFormats(ObjectNode definition) {
        List<String> formats = new ArrayList<>();
        for (ObjectNode version : NestedFields.objects(definition, "spec", "versions")) {
            formats.addAll(StringFormats.unrecognized(version.path("schema").path("openAPIV3Schema")));
        }
        return formats;
    }
}
