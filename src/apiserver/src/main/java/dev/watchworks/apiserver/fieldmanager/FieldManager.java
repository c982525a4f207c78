package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Decides who manages which fields after a write (apimachinery's {@code managedfields/internal/fieldmanager.go} with
 * what it wraps, and structured-merge-diff's {@code merge/update.go}). The objects are
 * those that a client sent, with the defaults of their version and without any other change by the server.
 */
public final class FieldManager {
    /** Fields that never have a manager (apimachinery's {@code stripmeta.go}). */
    static final FieldSet UNMANAGED = FieldSet.of("apiVersion")
            .union(FieldSet.of("kind"))
            .union(FieldSet.of("metadata"))
            .union(FieldSet.of("metadata", "name"))
            .union(FieldSet.of("metadata", "namespace"))
            .union(FieldSet.of("metadata", "creationTimestamp"))
            .union(FieldSet.of("metadata", "selfLink"))
            .union(FieldSet.of("metadata", "uid"))
            .union(FieldSet.of("metadata", "clusterName"))
            .union(FieldSet.of("metadata", "generation"))
            .union(FieldSet.of("metadata", "managedFields"))
            .union(FieldSet.of("metadata", "resourceVersion"));

    private static final FieldSet STATUS = FieldSet.of("status");

    private FieldManager() {}

    /** Returns the managed fields of a new object, and removes those that the client sent from it. */
    public static ArrayNode created(ResourceType type, ObjectNode object, Write write) {
        ManagedFields known = readOr(removeManagedFields(object), Json.array());
        return updated(type, type.schema().emptyObject(), object, known, write);
    }

    /**
     * Returns the managed fields of an object after an update, and removes those that the client sent from it. On the
     * object's own path the sent ones replace the stored ones, so that a client can edit them.
     */
    public static ArrayNode updated(ResourceType type, ObjectNode current, ObjectNode object, Write write) {
        JsonNode stored = managedFields(current);
        JsonNode sent = removeManagedFields(object);
        ManagedFields known;
        if (!write.subresource().isEmpty()) {
            known = readOr(stored, Json.array());
        } else if (isReset(sent)) {
            known = new ManagedFields();
        } else {
            known = readOr(sent, stored);
        }
        // An object without managers stays without, because the fields of an earlier manager are not known.
        return known.isEmpty() ? Json.array() : updated(type, current, object, known, write);
    }

    /** Returns the managed fields of an object after a write of its {@code /scale}. */
    public static ArrayNode scaled(ResourceType type, ObjectNode current, ObjectNode object, Write write) {
        ManagedFields known = known(current);
        removeManagedFields(object);
        try {
            return ScaleHandler.updated(type.apiVersion(), known, current, object, write)
                    .toJson();
        } catch (IllegalArgumentException withoutIdentity) {
            return Json.array();
        }
    }

    /** Whether two lists are equal without their times. */
    public static boolean equalIgnoringTimestamps(JsonNode left, JsonNode right) {
        return withoutTimes(left).equals(withoutTimes(right));
    }

    private static List<JsonNode> withoutTimes(JsonNode entries) {
        List<JsonNode> copies = new ArrayList<>();
        entries.forEach(entry -> {
            ObjectNode copy = Json.object().setAll((ObjectNode) entry);
            copies.add(copy.without("time"));
        });
        return copies;
    }

    /** The managed fields of an object, or a missing node. */
    public static JsonNode managedFields(ObjectNode object) {
        return object.path("metadata").path("managedFields");
    }

    /** Sets the managed fields of an object; removes them when the list is empty. */
    public static void setManagedFields(ObjectNode object, JsonNode managedFields) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        if (managedFields.isEmpty()) {
            metadata.remove("managedFields");
        } else {
            metadata.set("managedFields", managedFields);
        }
    }

    private static JsonNode removeManagedFields(ObjectNode object) {
        JsonNode removed =
                object.path("metadata") instanceof ObjectNode metadata ? metadata.remove("managedFields") : null;
        return removed == null ? MissingNode.getInstance() : removed;
    }

    /** Whether a client resets the list: by an empty list, or by one empty entry, which a patch does not drop. */
    private static boolean isReset(JsonNode sent) {
        return sent.isArray()
                && (sent.isEmpty() || sent.size() == 1 && sent.get(0).isEmpty());
    }

    /** The entries of a stored object. */
    static ManagedFields known(ObjectNode object) {
        return readOr(managedFields(object), Json.array());
    }

    private static ManagedFields readOr(JsonNode managedFields, JsonNode otherwise) {
        try {
            ManagedFields entries = ManagedFields.of(managedFields);
            return entries.isEmpty() ? ManagedFields.of(otherwise) : entries;
        } catch (IllegalArgumentException notOurs) {
            return managedFields == otherwise ? new ManagedFields() : readOr(otherwise, otherwise);
        }
    }

    private static ArrayNode updated(
            ResourceType type, ObjectNode before, ObjectNode after, ManagedFields entries, Write write) {
        try {
            FieldSet reset = reset(type, write.subresource());
            update(MergeVersions.of(type.apiVersion(), type.schema()), before, after, entries, write, reset);
            CapManagers.capUpdateManagers(entries.byIdentity());
            return entries.toJson();
        } catch (IllegalArgumentException withoutIdentity) {
            // When a list's items have no identity, the object loses its managers; the request does not fail.
            return Json.array();
        }
    }

    /** Fields that a write through this subresource does not change ({@code GetResetFields} of the kinds' strategies). */
    static FieldSet reset(ResourceType type, String subresource) {
        if (!subresource.equals("status")) {
            return type.subresources().contains(Subresource.STATUS) ? STATUS : FieldSet.EMPTY;
        }
        FieldSet reset = FieldSet.EMPTY;
        for (List<String> path : type.strategy().statusResetFields()) {
            reset = reset.union(FieldSet.of(path.toArray(String[]::new)));
        }
        return reset;
    }

    static void update(
            MergeVersions versions,
            ObjectNode before,
            ObjectNode after,
            ManagedFields entries,
            Write write,
            FieldSet reset) {
        versions.dropUnknown(entries);
        MergeVersions.Comparisons comparisons = versions.compare(before, after, reset);
        entries.changeFields(entry -> {
            Comparison comparison = comparisons.in(entry.apiVersion());
            FieldSet fields = entry.fields().reconcileWithSchema(structure(versions, entry));
            return entry.with(fields.difference(comparison.changed()).difference(comparison.removed()));
        });
        FieldSet own = comparisons.own().changed().difference(UNMANAGED);
        if (!own.isEmpty()) {
            ManagedFieldsEntry entry =
                    ManagedFieldsEntry.ofUpdate(write.manager(), versions.apiVersion(), write.subresource(), own);
            ManagedFieldsEntry earlier = entries.byIdentity().get(entry.identity());
            FieldSet all = earlier == null ? own : own.union(earlier.fields());
            entries.byIdentity().put(entry.identity(), entry.with(all).at(write.time()));
        }
    }

    /** The type of an object in the version of an entry, which exists. */
    static MergeType structure(MergeVersions versions, ManagedFieldsEntry entry) {
        return Objects.requireNonNull(versions.in(entry.apiVersion()));
    }

    /**
     * The writer of an object, and the subresource that it uses.
     *
     * @param manager as the request names it, or empty
     * @param subresource such as {@code status}, empty for the object's own path
     * @param time of the write in seconds, as the API writes it
     */
    public record Write(String manager, String subresource, String time) {}
}
