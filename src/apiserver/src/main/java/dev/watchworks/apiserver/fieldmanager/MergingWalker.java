package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges an applied configuration into an object: fields of the configuration win (structured-merge-diff's {@code
 * typed/merge.go}). The result shares parts with both arguments.
 */
final class MergingWalker {
    private MergingWalker() {}

    /**
     * Merges two values of the same type; at least one is present.
     *
     * @param live the value in the object, or null
     * @param applied the value in the configuration, or null
     * @return the merged value, or null when nothing is left of it
     * @throws IllegalArgumentException when a list has an item without an identity, or the configuration has one twice
     */
    static @Nullable JsonNode merge(MergeType structure, @Nullable JsonNode live, @Nullable JsonNode applied) {
        JsonNode winner = applied == null ? live : applied;
        if (structure instanceof MergeType.Granular fields) {
            boolean isMap = applied == null ? isObject(live) : applied.isObject() || applied.isNull();
            return isMap && !(isEmpty(live) && isEmpty(applied)) ? fields(fields, live, applied) : winner;
        }
        if (structure instanceof MergeType.MapList || structure instanceof MergeType.SetList) {
            if (isEmpty(live) && isEmpty(applied)) {
                return winner;
            }
            ListMerger merger = new ListMerger(structure, live, applied);
            return merger.merge();
        }
        return winner;
    }

    private static boolean isObject(@Nullable JsonNode value) {
        return value != null && value.isObject();
    }

    /** Whether a value is absent, null or without parts; the type of an empty value is preserved. */
    private static boolean isEmpty(@Nullable JsonNode value) {
        return value == null || value.isEmpty();
    }

    private static @Nullable JsonNode fields(
            MergeType.Granular structure, @Nullable JsonNode live, @Nullable JsonNode applied) {
        Set<String> names = new LinkedHashSet<>();
        if (live != null) {
            live.fieldNames().forEachRemaining(names::add);
        }
        if (applied != null) {
            applied.fieldNames().forEachRemaining(names::add);
        }
        ObjectNode merged = Json.object();
        for (String name : names) {
            JsonNode value = merge(
                    structure.field(name),
                    live == null ? null : live.get(name),
                    applied == null ? null : applied.get(name));
            if (value != null) {
                merged.set(name, value);
            }
        }
        return merged.isEmpty() ? null : merged;
    }
}
