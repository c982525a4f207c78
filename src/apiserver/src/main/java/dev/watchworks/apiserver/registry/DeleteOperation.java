package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.storage.StoredObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes an object: at once, after a grace period, or when its last finalizer is removed. */
final class DeleteOperation {
    private static final String ORPHAN = "orphan";
    private static final String FOREGROUND = "foregroundDeletion";

    /** Namespaces that every cluster keeps. */
    private static final Set<String> UNDELETABLE_NAMESPACES = Set.of("default", "kube-system", "kube-public");

    private final WriteContext context;

    DeleteOperation(WriteContext context) {
        this.context = context;
    }

    WriteResult deleteLocked(ResourceType type, StoredObject stored, DeleteOptions options, boolean dryRun) {
        checkPreconditions(type, stored, options);
        if (type.groupResource().equals("namespaces")) {
            return deleteNamespaceLocked(type, stored, options, dryRun);
        }
        if (type.has(StrategyFlag.DELETES_GRACEFULLY)) {
            return deleteGracefullyLocked(type, stored, options, dryRun);
        }
        return deletePlainlyLocked(type, stored, options, dryRun);
    }

    private WriteResult deletePlainlyLocked(
            ResourceType type, StoredObject stored, DeleteOptions options, boolean dryRun) {
        ObjectNode marked = type.fromStorage(stored).tree().deepCopy();
        if (!ObjectMeta.isBeingDeleted(marked) && type.strategy().markForDeletion(marked, context.timestamp())) {
            return markLocked(type, stored, marked, dryRun);
        }
        setFinalizers(marked, options);
        if (!hasFinalizers(marked)) {
            return removeLocked(type, stored, dryRun);
        }
        ObjectNode metadata = marked.withObjectProperty("metadata");
        if (!metadata.has("deletionTimestamp")) {
            markDeleted(metadata, 0);
        } else {
            metadata.put("deletionGracePeriodSeconds", 0);
        }
        return markLocked(type, stored, marked, dryRun);
    }

    private WriteResult deleteGracefullyLocked(
            ResourceType type, StoredObject stored, DeleteOptions options, boolean dryRun) {
        JsonNode before = stored.tree().path("metadata");
        ObjectNode marked = stored.tree().deepCopy();
        ObjectNode metadata = marked.withObjectProperty("metadata");
        long seconds;
        if (before.has("deletionTimestamp")) {
            long pending = before.path("deletionGracePeriodSeconds").asLong();
            Long requested = options.gracePeriodSeconds();
            if (requested == null || requested >= pending) {
                return WriteResult.updated(stored);
            }
            // A request can shorten a grace period, but not extend it.
            seconds = Math.max(requested, 0);
            Instant end = Instant.parse(before.path("deletionTimestamp").asText());
            metadata.put("deletionTimestamp", end.plusSeconds(seconds - pending).toString());
            metadata.put("deletionGracePeriodSeconds", seconds);
        } else {
            seconds = gracePeriod(type, stored.tree(), options);
            markDeleted(metadata, seconds);
            setFinalizers(marked, options);
        }
        WriteResult marking = markLocked(type, stored, marked, dryRun);
        if (seconds > 0 || hasFinalizers(marked) || dryRun) {
            return marking;
        }
        StoredObject last = context.resource(type).get(stored.key());
        return last == null ? marking : removeLocked(type, last, false);
    }

    private static long gracePeriod(ResourceType type, ObjectNode current, DeleteOptions options) {
        long own = type.strategy().gracePeriodSeconds(current);
        Long requested = options.gracePeriodSeconds();
        if (own == 0 || requested == null) {
            return own;
        }
        return requested < 0 ? 1 : requested;
    }

    private WriteResult deleteNamespaceLocked(
            ResourceType type, StoredObject stored, DeleteOptions options, boolean dryRun) {
        ObjectNode current = stored.tree();
        String name = ObjectMeta.name(current);
        if (UNDELETABLE_NAMESPACES.contains(name)) {
            throw ApiErrors.forbidden(new StatusDetails("", "namespaces", name), "this namespace may not be deleted");
        }
        if (!ObjectMeta.isBeingDeleted(current)) {
            ObjectNode marked = current.deepCopy();
            marked.withObjectProperty("metadata").put("deletionTimestamp", context.timestamp());
            setFinalizers(marked, options);
            marked.withObjectProperty("status").put("phase", "Terminating");
            return markLocked(type, stored, marked, dryRun);
        }
        boolean isKept = hasFinalizers(current)
                || !current.path("spec").path("finalizers").isEmpty();
        return isKept ? WriteResult.updated(stored) : removeLocked(type, stored, dryRun);
    }

    private void markDeleted(ObjectNode metadata, long seconds) {
        metadata.put("deletionTimestamp", context.timestamp(seconds));
        metadata.put("deletionGracePeriodSeconds", seconds);
        long generation = metadata.path("generation").asLong();
        if (generation > 0) {
            metadata.put("generation", generation + 1);
        }
    }

    /** Stores the object with its deletion fields; they have no field manager. */
    private WriteResult markLocked(ResourceType type, StoredObject stored, ObjectNode marked, boolean dryRun) {
        ObjectNode object = type.schema().encode(marked);
        return WriteResult.updated(context.putLocked(type, stored, stored.key(), object, dryRun));
    }

    private WriteResult removeLocked(ResourceType type, StoredObject stored, boolean dryRun) {
        StoredObject last = dryRun ? stored : context.resource(type).removeLocked(stored);
        return WriteResult.removed(last);
    }

    private static void checkPreconditions(ResourceType type, StoredObject stored, DeleteOptions options) {
        StatusDetails subject = WriteContext.kindSubject(type, ObjectMeta.name(stored.tree()));
        check(subject, "UID", options.uid(), ObjectMeta.uid(stored.tree()), "deleted and then recreated");
        check(subject, "ResourceVersion", options.resourceVersion(), Long.toString(stored.revision()), "modified");
    }

    private static void check(
            StatusDetails subject, String what, @Nullable String requested, String found, String possibility) {
        if (requested != null && !requested.equals(found)) {
            throw ApiErrors.conflict(
                    subject,
                    "the " + what + " in the precondition (" + requested + ") does not match the " + what
                            + " in record (" + found + "). The object might have been " + possibility);
        }
    }

    private static boolean hasFinalizers(ObjectNode object) {
        return !ObjectMeta.finalizers(object).isEmpty();
    }

    /** Adds or removes the garbage collector's finalizers, depending on the propagation policy. */
    private static void setFinalizers(ObjectNode object, DeleteOptions options) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        Set<String> finalizers = new LinkedHashSet<>(ObjectMeta.finalizers(object));
        String policy = options.propagationPolicy();
        if (policy != null) {
            finalizers.remove(ORPHAN);
            finalizers.remove(FOREGROUND);
            if (policy.equals("Orphan")) {
                finalizers.add(ORPHAN);
            } else if (policy.equals("Foreground")) {
                finalizers.add(FOREGROUND);
            }
        }
        metadata.remove("finalizers");
        Json.putStringsUnlessEmpty(metadata, "finalizers", List.copyOf(finalizers));
    }
}
