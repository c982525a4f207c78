package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies a configuration to an object (structured-merge-diff's {@code merge/update.go}).
 *
 * @param versions the types of the object
 * @param entries the object's managers, which it changes; the object has all their versions
 * @param applier the entry of the manager who applies, without fields
 * @param reset fields that a write through this subresource does not change
 */
record Updater(MergeVersions versions, ManagedFields entries, ManagedFieldsEntry applier, FieldSet reset) {

    /**
     * Merges a configuration into an object, removes the fields that the manager applied before and now leaves out, and
     * updates the managers.
     *
     * @param force whether the manager takes fields from other managers
     * @return the new object; the same as the old one when nothing changes
     * @throws ApplyConflictException when other managers have fields that would change
     * @throws IllegalArgumentException when a list has an item without an identity
     */
    ObjectNode apply(ObjectNode live, ObjectNode configuration, boolean force) {
        JsonNode merged = orEmpty(MergingWalker.merge(structure(), live, configuration));
        ManagedFieldsEntry earlier = entries.byIdentity().get(applier.identity());
        FieldSet last = earlier == null ? FieldSet.EMPTY : earlier.fields();
        FieldSet set = ToFieldSetWalker.toFieldSet(structure(), configuration).recursiveDifference(reset);
        entries.byIdentity().remove(applier.identity());
        JsonNode pruned = last.isEmpty() ? merged : prune(merged, last, set);
        takeFields(live, (ObjectNode) orEmpty(pruned), force);
        FieldSet own = set.difference(FieldManager.UNMANAGED);
        boolean isChanged = !SemanticEquality.deepEqual(live, pruned);
        if (!own.isEmpty()) {
            String time = isChanged ? applier.time() : earlier == null ? null : earlier.time();
            entries.byIdentity().put(applier.identity(), applier.with(own).at(time));
        }
        return isChanged ? (ObjectNode) orEmpty(pruned) : live;
    }

    private MergeType structure() {
        return versions.structure();
    }

    private static JsonNode orEmpty(@Nullable JsonNode value) {
        return value instanceof ObjectNode object ? object : Json.object();
    }

    /** Removes the fields of the last configuration that no one has now. */
    private JsonNode prune(JsonNode merged, FieldSet last, FieldSet own) {
        FieldSet lastNamed = last.ensureNamedFieldsAreMembers(structure());
        FieldSet mergedNamed = fieldsOf(merged);
        FieldSet managed = own;
        for (ManagedFieldsEntry entry : entries.byIdentity().values()) {
            // Fields of another version are taken by their names, as no version renames a field.
            managed = managed.union(entry.fields());
        }
        FieldSet managedNamed = managed.ensureNamedFieldsAreMembers(structure());
        JsonNode pruned = RemovingWalker.remove(structure(), merged, lastNamed);
        FieldSet kept = fieldsOf(pruned).union(managedNamed);
        pruned = RemovingWalker.remove(structure(), merged, mergedNamed.difference(kept));
        FieldSet removed = mergedNamed.difference(fieldsOf(pruned)).intersection(lastNamed);
        return RemovingWalker.remove(structure(), merged, removed);
    }

    private FieldSet fieldsOf(JsonNode object) {
        return ToFieldSetWalker.toFieldSet(structure(), object).ensureNamedFieldsAreMembers(structure());
    }

    /** Takes the changed and removed fields from the other managers. */
    private void takeFields(ObjectNode live, ObjectNode changed, boolean force) {
        MergeVersions.Comparisons comparisons = versions.compare(live, changed, reset);
        if (!force) {
            Map<String, ManagedFieldsEntry> conflicts = new HashMap<>();
            entries.byIdentity().forEach((identity, entry) -> {
                FieldSet conflict = entry.fields()
                        .intersection(comparisons.in(entry.apiVersion()).changed());
                if (!conflict.isEmpty()) {
                    conflicts.put(identity, entry.with(conflict));
                }
            });
            if (!conflicts.isEmpty()) {
                throw new ApplyConflictException(conflicts);
            }
        }
        entries.changeFields(entry -> {
            Comparison comparison = comparisons.in(entry.apiVersion());
            return entry.with(entry.fields().difference(comparison.changed()).difference(comparison.removed()));
        });
    }
}
