package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.List;

/** Replaces an object by another version of itself. */
final class UpdateOperation {
    /** No client changes these: they are always the stored object's. */
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

    /** Replaces an object by a decoded one, which is the callee's to change. */
    WriteResult updateLocked(
            ResourceType type, StoredObject stored, ObjectNode object, Subresource subresource, WriteOptions options) {
        ObjectNode current = stored.tree();
        checkPreconditions(type, stored, object);
        type.applyDefaults(object);
        JsonNode managedFields = managedFields(type, object, current, subresource, options.fieldManager());
        keepServerFields(object, current, stored.revision());
        ObjectNode prepared = prepare(type, object, current, subresource);
        validate(type, prepared, managedFields, current, subresource);
        ObjectNode replacement = withOwnMetadata(type.schema().encode(prepared));
        if (subresource.updatesObject()) {
            countGeneration(type, replacement, current);
        }
        FieldManager.setManagedFields(replacement, managedFields);
        keepTimes(replacement, current);
        return storeLocked(type, stored, replacement, options.dryRun());
    }

    /** A copy that shares all parts but the metadata, which the write goes on to change. */
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
            // A Binding is not a pod, so nobody manages the node's name.
            case BINDING, LOG, EVICTION -> FieldManager.managedFields(current);
        };
    }

    /** Keeps the managers' times when nothing else changes, so that the write is a no-op. */
    private static void keepTimes(ObjectNode replacement, ObjectNode current) {
        JsonNode after = FieldManager.managedFields(replacement);
        JsonNode before = FieldManager.managedFields(current);
        if (FieldManager.equalIgnoringTimestamps(after, before)) {
            FieldManager.setManagedFields(replacement, before);
            if (!WriteContext.isUnchanged(replacement, current)) {
                FieldManager.setManagedFields(replacement, after);
            }
        }
    }

    private WriteResult storeLocked(ResourceType type, StoredObject stored, ObjectNode replacement, boolean dryRun) {
        if (!isFinished(replacement)) {
            return WriteResult.updated(context.putLocked(type, stored, stored.key(), replacement, dryRun));
        }
        // Watchers get the last version that was stored, the client its own.
        if (!dryRun) {
            context.resource(type).removeLocked(stored);
        }
        return WriteResult.removed(StoredObject.unstored(replacement));
    }

    private void checkPreconditions(ResourceType type, StoredObject stored, ObjectNode object) {
        JsonNode sent = object.path("metadata");
        String name = stored.tree().path("metadata").path("name").asText();
        StatusSubject subject = WriteContext.resourceSubject(type, name);
        String uid = sent.path("uid").asText();
        String storedUid = stored.tree().path("metadata").path("uid").asText();
        if (!uid.isEmpty() && !uid.equals(storedUid)) {
            throw ApiErrors.conflict(
                    subject,
                    "StorageError: invalid object, Code: 4, Key: /registry/" + type.plural() + "/" + stored.key()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid + ", UID in object meta: " + storedUid);
        }
        String version = sent.path("resourceVersion").asText();
        if (version.isEmpty()) {
            refuseUnconditional(type, name);
        } else if (!version.matches("[0-9]{1,19}")) {
            throw ApiErrors.bare("strconv.ParseUint: parsing \"" + version + "\": invalid syntax");
        } else if (!version.equals(Long.toString(stored.revision())) && !version.equals("0")) {
            throw ApiErrors.objectModified(subject);
        }
    }

    private static void refuseUnconditional(ResourceType type, String name) {
        if (!type.strategy().allowsUnconditionalUpdate()) {
            FieldErrors errors = new FieldErrors();
            errors.invalid("metadata.resourceVersion", "0", "must be specified for an update");
            throw ApiErrors.invalid(WriteContext.resourceSubject(type, name), errors);
        }
    }

    private static void keepServerFields(ObjectNode object, ObjectNode current, long revision) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        JsonNode before = current.path("metadata");
        for (String field : SERVER_FIELDS) {
            JsonNode value = before.get(field);
            if (value == null) {
                metadata.remove(field);
            } else {
                metadata.set(field, value);
            }
        }
        metadata.put("resourceVersion", Long.toString(revision));
    }

    private ObjectNode prepare(ResourceType type, ObjectNode object, ObjectNode current, Subresource subresource) {
        switch (subresource) {
            case NONE, SCALE -> type.strategy().prepareForUpdate(object, current, context);
            case STATUS -> type.strategy().prepareForStatusUpdate(object, current);
            case FINALIZE -> {
                ObjectNode finalized = current.deepCopy();
                JsonNode finalizers = object.path("spec").get("finalizers");
                ObjectNode spec = finalized.withObjectProperty("spec");
                if (finalizers == null) {
                    spec.remove("finalizers");
                } else {
                    spec.set("finalizers", finalizers);
                }
                return finalized;
            }
            case BINDING, LOG, EVICTION -> {
                return object;
            }
        }
        return object;
    }

    private void validate(
            ResourceType type, ObjectNode object, JsonNode managedFields, ObjectNode current, Subresource subresource) {
        FieldErrors errors = new FieldErrors();
        ObjectMetaValidation metadata = new ObjectMetaValidation(type.strategy().nameFormat(), errors);
        metadata.validate(object, managedFields);
        // A real server's generic registry and its kinds both check, and it lists both causes.
        metadata.validateUpdate(object, current);
        metadata.validateUpdate(object, current);
        if (subresource.updatesObject()) {
            type.strategy().validateUpdate(object, current, errors);
        }
        CreateOperation.refuse(type, object, errors);
        if (subresource.updatesObject()) {
            type.strategy().allocate(object, current, context, errors);
            CreateOperation.refuse(type, object, errors);
        }
    }

    private static void countGeneration(ResourceType type, ObjectNode object, ObjectNode current) {
        if (type.strategy().tracksGeneration() && type.strategy().incrementsGeneration(object, current)) {
            long generation = current.path("metadata").path("generation").asLong();
            object.withObjectProperty("metadata").put("generation", generation + 1);
        }
    }

    /** Whether nothing keeps an object that is being deleted: no grace period and no finalizer. */
    private static boolean isFinished(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        return metadata.has("deletionTimestamp")
                && metadata.path("deletionGracePeriodSeconds").asLong(0) == 0
                && metadata.path("finalizers").isEmpty()
                && (!object.path("kind").asText().equals("Namespace")
                        || object.path("spec").path("finalizers").isEmpty());
    }
}
