package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.List;

/** Replaces an object by another version of itself. */
final class UpdateOperation {
    /** Fields that a client cannot change: an update keeps the stored values. */
    private static final List<String> SERVER_FIELDS = List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generation",
            "selfLink");

    private final WriteContext context;

    UpdateOperation(WriteContext context) {
        this.context = context;
    }

    /** Replaces an object by a decoded one; this method changes the argument {@code object}. */
    WriteResult updateLocked(
            ResourceType type, StoredObject stored, ObjectNode object, Subresource subresource, WriteOptions options) {
        checkPreconditions(type, stored, object);
        type.applyDefaults(object);
        ObjectNode current = type.fromStorage(stored).tree();
        JsonNode managedFields = managedFields(type, object, current, subresource, options.fieldManager());
        return replaceLocked(type, stored, object, managedFields, subresource, options.dryRun());
    }

    /** Replaces an object by a decoded one with its managed fields, the result of an apply; changes the argument. */
    WriteResult applyLocked(
            ResourceType type, StoredObject stored, AppliedObject applied, Subresource subresource, boolean dryRun) {
        checkPreconditions(type, stored, applied.object());
        type.applyDefaults(applied.object());
        return replaceLocked(type, stored, applied.object(), applied.managedFields(), subresource, dryRun);
    }

    private WriteResult replaceLocked(
            ResourceType type,
            StoredObject stored,
            ObjectNode object,
            JsonNode managedFields,
            Subresource subresource,
            boolean dryRun) {
        ObjectNode current = type.fromStorage(stored).tree();
        keepServerFields(object, current, stored.revision());
        ObjectNode prepared = prepare(type, object, current, subresource);
        validate(type, prepared, managedFields, current, subresource);
        ObjectNode replacement = withOwnMetadata(type.schema().encode(prepared));
        if (subresource.updatesObject()) {
            countGeneration(type, replacement, current);
        }
        FieldManager.setManagedFields(replacement, managedFields);
        keepTimes(replacement, current);
        return storeLocked(type, stored, replacement, dryRun);
    }

    /** A copy with its own metadata, because the write changes the metadata; the other parts are shared. */
    private static ObjectNode withOwnMetadata(ObjectNode object) {
        ObjectNode copy = Json.object();
        copy.setAll(object);
        copy.putObject("metadata").setAll((ObjectNode) object.path("metadata"));
        return copy;
    }

    private JsonNode managedFields(
            ResourceType type, ObjectNode object, ObjectNode current, Subresource subresource, String manager) {
        FieldManager.Write write = new FieldManager.Write(manager, subresource.path(), context.timestamp());
        return switch (subresource) {
            case NONE, STATUS, FINALIZE -> FieldManager.updated(type, current, object, write);
            case SCALE -> FieldManager.scaled(type, current, object, write);
            // A Binding is not a pod, so spec.nodeName has no field manager.
            case BINDING, LOG, EVICTION -> FieldManager.managedFields(current);
        };
    }

    /** Keeps the timestamps in managedFields when nothing else changes, so that the write is a no-op. */
    private static void keepTimes(ObjectNode replacement, ObjectNode current) {
        JsonNode after = FieldManager.managedFields(replacement);
        JsonNode before = FieldManager.managedFields(current);
        if (FieldManager.equalIgnoringTimestamps(after, before)) {
            FieldManager.setManagedFields(replacement, before);
            if (!SemanticEquality.deepEqual(replacement, current)) {
                FieldManager.setManagedFields(replacement, after);
            }
        }
    }

    private WriteResult storeLocked(ResourceType type, StoredObject stored, ObjectNode replacement, boolean dryRun) {
        if (!isFinished(replacement)) {
            return WriteResult.updated(context.putLocked(type, stored, stored.key(), replacement, dryRun));
        }
        // Watchers get the last stored version. The client gets the version that it sent.
        if (!dryRun) {
            context.resource(type).removeLocked(stored);
        }
        return WriteResult.removed(StoredObject.unstored(type.schema().encode(replacement)));
    }

    private void checkPreconditions(ResourceType type, StoredObject stored, ObjectNode object) {
        JsonNode sent = object.path("metadata");
        String name = ObjectMeta.name(stored.tree());
        StatusDetails subject = WriteContext.resourceSubject(type, name);
        String uid = sent.path("uid").asText();
        String storedUid = ObjectMeta.uid(stored.tree());
        if (!uid.isEmpty() && !uid.equals(storedUid)) {
            throw ApiErrors.conflict(
                    subject,
                    "StorageError: invalid object, Code: 4, Key: /registry/" + type.storagePrefix() + "/" + stored.key()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid + ", UID in object meta: " + storedUid);
        }
        String version = sent.path("resourceVersion").asText();
        if (version.isEmpty() || version.equals("0")) {
            refuseUnconditional(type, name);
        } else if (!version.matches("[0-9]{1,19}")) {
            throw ApiErrors.bare("strconv.ParseUint: parsing \"" + version + "\": invalid syntax");
        } else if (!version.equals(Long.toString(stored.revision())) && !version.equals("0")) {
            throw ApiErrors.objectModified(subject);
        }
    }

    private static void refuseUnconditional(ResourceType type, String name) {
        if (type.has(StrategyFlag.REQUIRES_RESOURCE_VERSION)) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("metadata.resourceVersion", "0", "must be specified for an update");
            throw ApiErrors.invalid(WriteContext.resourceSubject(type, name), errors);
        }
    }

    private static void keepServerFields(ObjectNode object, ObjectNode current, long revision) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        SERVER_FIELDS.forEach(field -> NestedFields.keep(metadata, current.path("metadata"), field));
        metadata.put("resourceVersion", Long.toString(revision));
    }

    private ObjectNode prepare(ResourceType type, ObjectNode object, ObjectNode current, Subresource subresource) {
        switch (subresource) {
            case NONE, SCALE -> type.strategy().prepareForUpdate(object, current, context);
            case STATUS -> type.strategy().prepareForStatusUpdate(object, current);
            case FINALIZE -> {
                ObjectNode finalized = current.deepCopy();
                NestedFields.keep(finalized.withObjectProperty("spec"), object.path("spec"), "finalizers");
                return finalized;
            }
            case BINDING, LOG, EVICTION -> {}
        }
        return object;
    }

    private void validate(
            ResourceType type, ObjectNode object, JsonNode managedFields, ObjectNode current, Subresource subresource) {
        FieldErrors errors = new FieldErrors();
        ObjectMetaValidation metadata = new ObjectMetaValidation(type.strategy(), errors);
        metadata.validate(object, managedFields);
        // In a real server, the generic registry and the kind's strategy both check this, so the response has two
        // causes.
        metadata.validateUpdate(object, current);
        metadata.validateUpdate(object, current);
        if (subresource.updatesObject()) {
            type.strategy().validateUpdate(object, current, errors);
        } else if (subresource == Subresource.STATUS) {
            type.strategy().validateStatusUpdate(object, current, errors);
        }
        CreateOperation.refuse(type, object, errors);
        if (subresource.updatesObject()) {
            type.strategy().allocate(object, current, context, errors);
            CreateOperation.refuse(type, object, errors);
        }
    }

    private static void countGeneration(ResourceType type, ObjectNode object, ObjectNode current) {
        if (type.has(StrategyFlag.TRACKS_GENERATION) && type.strategy().incrementsGeneration(object, current)) {
            ObjectMeta.getOrCreate(object).put("generation", ObjectMeta.generation(current) + 1);
        }
    }

    /** Whether an object is being deleted and has neither a grace period nor a finalizer left. */
    private static boolean isFinished(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.has("deletionTimestamp")
                && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty()
                && (!object.path("kind").asText().equals("Namespace")
                        || object.path("spec").path("finalizers").isEmpty());
    }
}
