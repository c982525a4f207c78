package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that differ between two versions of an object (structured-merge-diff's {@code typed/compare.go}).
 *
 * @param added fields that only the new version has
 * @param modified fields that both have with different values
 * @param removed fields that only the old version had
 */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

    /** How a field itself changed, without the fields below it. */
    private enum Mark {
        NONE,
        ADDED,
        MODIFIED,
        REMOVED
    }

    /**
     * Compares two versions of an object.
     *
     * @throws IllegalArgumentException when a list has an item without an identity
     */
    static Comparison of(MergeType structure, ObjectNode before, ObjectNode after) {
        Level root = new Level();
        root.compare(structure, before, after);
        return root.comparison();
    }

    /** Returns the comparison without some fields and all fields below them. */
    Comparison without(FieldSet fields) {
        return new Comparison(
                added.recursiveDifference(fields),
                modified.recursiveDifference(fields),
                removed.recursiveDifference(fields));
    }

    /** The fields that are new or that have another value. */
    FieldSet changed() {
        return added.union(modified);
    }

    /** Collects the differences of a value's parts. */
    private static final class Level {
        /** The level of a value without parts; it stays empty. */
        private static final Level NOTHING = new Level();

        private final FieldSet.Builder added = new FieldSet.Builder();
        private final FieldSet.Builder modified = new FieldSet.Builder();
        private final FieldSet.Builder removed = new FieldSet.Builder();

        Comparison comparison() {
            return new Comparison(added.build(), modified.build(), removed.build());
        }

        /** Compares the parts of a value that exists before or after, and returns how the value itself changed. */
        Mark compare(MergeType structure, @Nullable JsonNode before, @Nullable JsonNode after) {
            if (!hasParts(structure, before) && !hasParts(structure, after)) {
                return asWhole(before, after);
            }
            if (structure instanceof MergeType.Granular fields) {
                fields(fields, before, after);
            } else {
                items(structure, before, after);
            }
            if (before == null) {
                return Mark.ADDED;
            }
            if (after == null) {
                return Mark.REMOVED;
            }
            return changesForm(before, after) ? Mark.MODIFIED : Mark.NONE;
        }

        /** Whether a value of any type becomes an object, or ceases to be one. */
        private static boolean changesForm(JsonNode before, JsonNode after) {
            return before.isObject() != after.isObject() && !before.isNull() && !after.isNull();
        }

        /** Whether a value has parts. An empty value has none, so that it differs from an absent one. */
        private static boolean hasParts(MergeType structure, @Nullable JsonNode value) {
            if (value == null || value.isEmpty()) {
                return false;
            }
            if (structure instanceof MergeType.Granular) {
                return value.isObject();
            }
            boolean hasItems = structure instanceof MergeType.MapList || structure instanceof MergeType.SetList;
            return hasItems && value.isArray();
        }

        private static Mark asWhole(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before == null) {
                return Mark.ADDED;
            }
            if (after == null) {
                return Mark.REMOVED;
            }
            return SemanticEquality.deepEqual(before, after) ? Mark.NONE : Mark.MODIFIED;
        }

        private void fields(MergeType.Granular structure, @Nullable JsonNode before, @Nullable JsonNode after) {
            JsonNode earlier = Objects.requireNonNullElse(before, MissingNode.getInstance());
            JsonNode later = Objects.requireNonNullElse(after, MissingNode.getInstance());
            Set<String> names = new LinkedHashSet<>(NestedFields.keys(earlier));
            names.addAll(NestedFields.keys(later));
            for (String name : names) {
                part(PathElement.field(name), structure.field(name), earlier.get(name), later.get(name));
            }
        }

        private void items(MergeType list, @Nullable JsonNode before, @Nullable JsonNode after) {
            Map<PathElement, List<JsonNode>> earlier = byIdentity(list, before);
            Map<PathElement, List<JsonNode>> later = byIdentity(list, after);
            earlier.forEach(
                    (element, items) -> item(element, element.of(list), items, later.getOrDefault(element, List.of())));
            later.forEach((element, items) -> {
                if (!earlier.containsKey(element)) {
                    item(element, element.of(list), List.of(), items);
                }
            });
        }

        /** Compares one item, or several items with the same identity as one value. */
        private void item(PathElement element, MergeType structure, List<JsonNode> before, List<JsonNode> after) {
            if (before.size() <= 1 && after.size() <= 1) {
                part(element, structure, first(before), first(after));
            } else if (before.size() > 1 && after.size() > 1) {
                if (!SemanticEquality.deepEqual(list(before), list(after))) {
                    modified.add(element, true, FieldSet.EMPTY);
                }
            } else if (before.size() > 1) {
                if (!after.isEmpty()) {
                    part(element, structure, null, first(after));
                }
                removed.add(element, true, FieldSet.EMPTY);
            } else {
                if (!before.isEmpty()) {
                    part(element, structure, first(before), null);
                }
                added.add(element, true, FieldSet.EMPTY);
            }
        }

        private static @Nullable JsonNode first(List<JsonNode> items) {
            return items.isEmpty() ? null : items.get(0);
        }

        private static JsonNode list(List<JsonNode> items) {
            return Json.array().addAll(items);
        }

        private void part(
                PathElement element, MergeType structure, @Nullable JsonNode before, @Nullable JsonNode after) {
            if (before != null && before.equals(after)) {
                return;
            }
            Level below = hasParts(structure, before) || hasParts(structure, after) ? new Level() : NOTHING;
            Mark mark = below.compare(structure, before, after);
            added.add(element, mark == Mark.ADDED, below.added.build());
            modified.add(element, mark == Mark.MODIFIED, below.modified.build());
            removed.add(element, mark == Mark.REMOVED, below.removed.build());
        }

        private static Map<PathElement, List<JsonNode>> byIdentity(MergeType structure, @Nullable JsonNode list) {
            Map<PathElement, List<JsonNode>> items = new TreeMap<>();
            if (list != null) {
                list.forEach(
                        item -> items.computeIfAbsent(PathElement.ofItem(structure, item), first -> new ArrayList<>(1))
                                .add(item));
            }
            return items;
        }
    }
}
