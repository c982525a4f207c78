package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.List;

/** Creates an object: defaults, admission, validation and storage, in a real server's order. */
final class CreateOperation {
    /** The number of generated names to try before the request fails. */
    private static final int NAME_TRIES = 8;

    private final WriteContext context;

    CreateOperation(WriteContext context) {
        this.context = context;
    }

    /** Creates a decoded object; this method changes the argument. */
    StoredObject createLocked(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        String version = metadata.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals("0")) {
            throw ApiErrors.bare("resourceVersion should not be set on objects to be created");
        }
        fillMetadata(type, namespace, metadata);
        type.applyDefaults(object);
        FieldManager.Write write = new FieldManager.Write(options.fieldManager(), "", context.timestamp());
        ArrayNode managedFields = FieldManager.created(type, object, write);
        return finishLocked(type, namespace, object, managedFields, options.dryRun());
    }

    /** Creates a decoded object with its managed fields, the result of an apply; changes the argument. */
    StoredObject applyLocked(ResourceType type, String namespace, AppliedObject applied, boolean dryRun) {
        ObjectNode object = applied.object();
        fillMetadata(type, namespace, object.withObjectProperty("metadata"));
        type.applyDefaults(object);
        return finishLocked(type, namespace, object, applied.managedFields(), dryRun);
    }

    private StoredObject finishLocked(
            ResourceType type, String namespace, ObjectNode object, ArrayNode managedFields, boolean dryRun) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        checkNamespaceLocked(type, namespace, metadata.path("name").asText());
        String refusal = type.strategy().admit(object, context);
        if (refusal != null) {
            throw ApiErrors.forbidden(
                    WriteContext.resourceSubject(type, metadata.path("name").asText()), refusal);
        }
        nameLocked(type, namespace, metadata);
        type.strategy().prepareForCreate(object, context);
        validate(type, object, managedFields);
        return storeLocked(type, namespace, object, managedFields, dryRun);
    }

    private void fillMetadata(ResourceType type, String namespace, ObjectNode metadata) {
        metadata.remove("namespace");
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", context.names().uid());
        metadata.put("creationTimestamp", context.timestamp());
        metadata.remove(List.of("resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"));
        if (type.has(StrategyFlag.TRACKS_GENERATION)) {
            metadata.put("generation", 1);
        }
    }

    private void checkNamespaceLocked(ResourceType type, String namespace, String name) {
        if (!type.namespaced()) {
            return;
        }
        StoredObject stored = context.store().resource("namespaces").get(namespace);
        if (stored == null) {
            throw ApiErrors.notFound(new StatusDetails("", "namespaces", namespace));
        }
        if (ObjectMeta.isBeingDeleted(stored.tree())) {
            throw ApiErrors.namespaceTerminating(WriteContext.resourceSubject(type, name), namespace);
        }
    }

    private void nameLocked(ResourceType type, String namespace, ObjectNode metadata) {
        String prefix = metadata.path("generateName").asText();
        if (!metadata.path("name").asText().isEmpty() || prefix.isEmpty()) {
            return;
        }
        ResourceStorage resource = context.resource(type);
        String name = "";
        for (int tried = 0; tried < NAME_TRIES; tried++) {
            name = context.names().generatedName(prefix);
            if (resource.get(StoredObject.key(type.namespaced() ? namespace : "", name)) == null) {
                break;
            }
        }
        metadata.put("name", name);
    }

    private static void validate(ResourceType type, ObjectNode object, ArrayNode managedFields) {
        FieldErrors errors = new FieldErrors();
        new ObjectMetaValidation(type.strategy(), errors).validate(object, managedFields);
        type.strategy().validate(object, errors);
        refuse(type, object, errors);
    }

    static void refuse(ResourceType type, ObjectNode object, FieldErrors errors) {
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(WriteContext.kindSubject(type, ObjectMeta.name(object)), errors);
        }
    }

    private StoredObject storeLocked(
            ResourceType type, String namespace, ObjectNode object, ArrayNode managedFields, boolean dryRun) {
        String name = ObjectMeta.name(object);
        String key = StoredObject.key(type.namespaced() ? namespace : "", name);
        if (context.resource(type).get(key) != null) {
            throw ApiErrors.alreadyExists(WriteContext.resourceSubject(type, name));
        }
        FieldErrors errors = new FieldErrors();
        type.strategy().allocate(object, null, context, errors);
        refuse(type, object, errors);
        if (!dryRun) {
            // The store sets the value; the field is set here so that it gets its place in the schema's order.
            object.withObjectProperty("metadata").put("resourceVersion", "0");
        }
        ObjectNode stored = type.schema().encode(object);
        FieldManager.setManagedFields(stored, managedFields);
        return context.putLocked(type, null, key, stored, dryRun);
    }
}
