package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects the fields that an object has (structured-merge-diff's {@code typed/tofieldset.go}). */
final class ToFieldSetWalker {
    private ToFieldSetWalker() {}

    /**
     * Returns the fields of an object, without the structs above them.
     *
     * @throws IllegalArgumentException when a list has an item without an identity
     */
    static FieldSet toFieldSet(MergeType structure, JsonNode object) {
        return walk(structure, object).below();
    }

    /** A value's own membership, and the fields below it. */
    private record Walked(boolean member, FieldSet below) {
        private static final Walked WHOLE = new Walked(true, FieldSet.EMPTY);
        private static final Walked NOTHING = new Walked(false, FieldSet.EMPTY);
    }

    private static Walked walk(MergeType structure, JsonNode value) {
        if (structure instanceof MergeType.Granular fields) {
            if (value.isObject()) {
                return new Walked(false, fields(fields, value));
            }
            return value.isNull() ? Walked.NOTHING : Walked.WHOLE;
        }
        if (structure instanceof MergeType.MapList || structure instanceof MergeType.SetList) {
            return new Walked(false, items(structure, value));
        }
        return Walked.WHOLE;
    }

    private static FieldSet fields(MergeType.Granular structure, JsonNode object) {
        FieldSet.Builder set = new FieldSet.Builder();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            Walked walked = walk(structure.field(field.getKey()), value);
            boolean isEmpty = value.isNull() || value.isObject() && value.isEmpty();
            boolean member = walked.member() || isEmpty || !structure.declares(field.getKey());
            set.add(PathElement.field(field.getKey()), member, walked.below());
        }
        return set.build();
    }

    private static FieldSet items(MergeType list, JsonNode items) {
        Set<PathElement> seen = new TreeSet<>();
        Set<PathElement> repeated = new TreeSet<>();
        for (JsonNode item : items) {
            PathElement element = PathElement.ofItem(list, item);
            if (!seen.add(element)) {
                repeated.add(element);
            }
        }
        FieldSet.Builder set = new FieldSet.Builder();
        repeated.forEach(element -> set.add(element, true, FieldSet.EMPTY));
        for (JsonNode item : items) {
            PathElement element = PathElement.ofItem(list, item);
            if (!repeated.contains(element)) {
                set.add(element, true, walk(element.of(list), item).below());
            }
        }
        return set.build();
    }
}
