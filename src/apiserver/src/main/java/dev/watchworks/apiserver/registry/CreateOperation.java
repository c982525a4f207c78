package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Cacher;
import dev.watchworks.apiserver.storage.StoredObject;

/** Creates an object: defaults, admission, validation and storage, in a real server's order. */
final class CreateOperation {
    /** How many generated names are tried before the request fails. */
    private static final int NAME_TRIES = 8;

    private final WriteContext context;

    CreateOperation(WriteContext context) {
        this.context = context;
    }

    /** Creates a decoded object, which is the callee's to change. */
    StoredObject createLocked(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        String version = metadata.path("resourceVersion").asText();
        if (!version.isEmpty() && !version.equals("0")) {
            throw ApiErrors.bare("resourceVersion should not be set on objects to be created");
        }
        fillMetadata(type, namespace, metadata);
        type.applyDefaults(object);
        ArrayNode managedFields = FieldManager.created(type, object, write(options.fieldManager()));
        checkNamespaceLocked(type, namespace, metadata.path("name").asText());
        String refusal = type.strategy().admit(object, context);
        if (refusal != null) {
            throw ApiErrors.forbidden(
                    WriteContext.resourceSubject(type, metadata.path("name").asText()), refusal);
        }
        nameLocked(type, namespace, metadata);
        type.strategy().prepareForCreate(object, context);
        validate(type, object, managedFields);
        return storeLocked(type, namespace, object, managedFields, options.dryRun());
    }

    private FieldManager.Write write(String manager) {
        return new FieldManager.Write(manager, "", context.timestamp());
    }

    private void fillMetadata(ResourceType type, String namespace, ObjectNode metadata) {
        metadata.remove("namespace");
        if (type.namespaced()) {
            metadata.put("namespace", namespace);
        }
        metadata.put("uid", context.identifiers().uid());
        metadata.put("creationTimestamp", context.timestamp());
        for (String mine :
                new String[] {"resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"}) {
            metadata.remove(mine);
        }
        if (type.strategy().tracksGeneration()) {
            metadata.put("generation", 1);
        }
    }

    private void checkNamespaceLocked(ResourceType type, String namespace, String name) {
        if (!type.namespaced()) {
            return;
        }
        StoredObject home = context.store().resource("namespaces").get(namespace);
        if (home == null) {
            throw ApiErrors.notFound(new StatusSubject("", "namespaces", namespace));
        }
        if (home.tree().path("metadata").has("deletionTimestamp")) {
            throw ApiErrors.namespaceTerminating(WriteContext.resourceSubject(type, name), namespace);
        }
    }

    private void nameLocked(ResourceType type, String namespace, ObjectNode metadata) {
        String prefix = metadata.path("generateName").asText();
        if (!metadata.path("name").asText().isEmpty() || prefix.isEmpty()) {
            return;
        }
        Cacher resource = context.resource(type);
        String name = "";
        for (int tried = 0; tried < NAME_TRIES; tried++) {
            name = context.identifiers().generatedName(prefix);
            if (resource.get(StoredObject.key(type.namespaced() ? namespace : "", name)) == null) {
                break;
            }
        }
        metadata.put("name", name);
    }

    private static void validate(ResourceType type, ObjectNode object, ArrayNode managedFields) {
        FieldErrors errors = new FieldErrors();
        new ObjectMetaValidation(type.strategy().nameFormat(), errors).validate(object, managedFields);
        type.strategy().validate(object, errors);
        refuse(type, object, errors);
    }

    static void refuse(ResourceType type, ObjectNode object, FieldErrors errors) {
        if (!errors.isEmpty()) {
            String name = object.path("metadata").path("name").asText();
            throw ApiErrors.invalid(WriteContext.kindSubject(type, name), errors);
        }
    }

    private StoredObject storeLocked(
            ResourceType type, String namespace, ObjectNode object, ArrayNode managedFields, boolean dryRun) {
        String name = object.path("metadata").path("name").asText();
        String key = StoredObject.key(type.namespaced() ? namespace : "", name);
        if (context.resource(type).get(key) != null) {
            throw ApiErrors.alreadyExists(WriteContext.resourceSubject(type, name));
        }
        FieldErrors errors = new FieldErrors();
        type.strategy().allocate(object, null, context, errors);
        refuse(type, object, errors);
        if (!dryRun) {
            // A place for the store's revision, where the schema's order wants it.
            object.withObjectProperty("metadata").put("resourceVersion", "0");
        }
        ObjectNode stored = type.schema().encode(object);
        FieldManager.setManagedFields(stored, managedFields);
        return context.putLocked(type, null, key, stored, dryRun);
    }
}
