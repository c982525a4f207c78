package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of fields, each with its path from the object's root (structured-merge-diff's {@code
 * fieldpath/set.go} and {@code serialize.go}). A field in the set implies neither the fields below nor those above it.
 */
final class FieldSet {
    /** The set without fields. */
    static final FieldSet EMPTY = new FieldSet(List.of());

    /** One path element of a set: whether the set contains this field itself, and the fields below it. */
    private record Part(PathElement element, boolean member, FieldSet below) {
        private boolean isEmpty() {
            return !member && below.isEmpty();
        }

        private Part reconcileWithSchema(MergeType structure) {
            if (below.isEmpty()) {
                return this;
            }
            if (structure instanceof MergeType.AtomicList || structure instanceof MergeType.AtomicMap) {
                return new Part(element, true, EMPTY);
            }
            if (structure instanceof MergeType.Scalar || structure instanceof MergeType.Undeclared) {
                return this;
            }
            FieldSet fitting = below.reconcileWithSchema(structure);
            return fitting == below ? this : new Part(element, member, fitting);
        }
    }

    /** Sorted by their elements; no part is empty. */
    private final List<Part> parts;

    private int hash;

    private FieldSet(List<Part> parts) {
        this.parts = parts;
    }

    /** A set of one field. */
    static FieldSet of(String... path) {
        FieldSet set = EMPTY;
        for (int index = path.length - 1; index >= 0; index--) {
            boolean last = index == path.length - 1;
            set = new FieldSet(List.of(new Part(PathElement.field(path[index]), last, set)));
        }
        return set;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The fields that are in this set or in the other. */
    FieldSet union(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return merge(
                other,
                (ours, theirs) -> new Part(ours.element, ours.member || theirs.member, ours.below.union(theirs.below)),
                true,
                true);
    }

    /** The fields that are in both sets. */
    FieldSet intersection(FieldSet other) {
        return merge(
                other,
                (ours, theirs) ->
                        new Part(ours.element, ours.member && theirs.member, ours.below.intersection(theirs.below)),
                false,
                false);
    }

    /** The fields of this set that are not in the other; fields below a field of the other stay. */
    FieldSet difference(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        return merge(
                other,
                (ours, theirs) ->
                        new Part(ours.element, ours.member && !theirs.member, ours.below.difference(theirs.below)),
                true,
                false);
    }

    /** The fields of this set that are not in the other and not below a field of the other. */
    FieldSet recursiveDifference(FieldSet other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        return merge(
                other,
                (ours, theirs) -> theirs.member
                        ? new Part(ours.element, false, EMPTY)
                        : new Part(ours.element, ours.member, ours.below.recursiveDifference(theirs.below)),
                true,
                false);
    }

    private interface Rule {
        Part of(Part ours, Part theirs);
    }

    private FieldSet merge(FieldSet other, Rule both, boolean keepsOurs, boolean keepsTheirs) {
        List<Part> merged = new ArrayList<>(parts.size() + (keepsTheirs ? other.parts.size() : 0));
        int ours = 0;
        int theirs = 0;
        while (ours < parts.size() || theirs < other.parts.size()) {
            int order = order(other, ours, theirs);
            if (order < 0) {
                if (keepsOurs) {
                    merged.add(parts.get(ours));
                }
                ours++;
            } else if (order > 0) {
                if (keepsTheirs) {
                    merged.add(other.parts.get(theirs));
                }
                theirs++;
            } else {
                Part part = both.of(parts.get(ours++), other.parts.get(theirs++));
                if (!part.isEmpty()) {
                    merged.add(part);
                }
            }
        }
        return merged.isEmpty() ? EMPTY : new FieldSet(merged);
    }

    private int order(FieldSet other, int ours, int theirs) {
        if (ours == parts.size()) {
            return 1;
        }
        if (theirs == other.parts.size()) {
            return -1;
        }
        return parts.get(ours).element.compareTo(other.parts.get(theirs).element);
    }

    /** Whether a field is in the set. */
    boolean has(String... path) {
        return !intersection(of(path)).isEmpty();
    }

    /**
     * Returns the set with each atomic value in place of its parts, which a client may have sent
     * (structured-merge-diff's {@code typed/reconcile_schema.go}).
     */
    FieldSet reconcileWithSchema(MergeType structure) {
        boolean fits = true;
        List<Part> fitting = new ArrayList<>(parts.size());
        for (Part part : parts) {
            Part other = part.reconcileWithSchema(part.element.of(structure));
            fits &= other == part;
            fitting.add(other);
        }
        return fits ? this : new FieldSet(fitting);
    }

    /**
     * Returns the set with each field of a struct above one of its fields; the keys of maps and the items of lists above
     * them are not added.
     */
    FieldSet ensureNamedFieldsAreMembers(MergeType structure) {
        List<Part> all = new ArrayList<>(parts.size());
        for (Part part : parts) {
            boolean member = part.member || !part.below.isEmpty() && part.element.isDeclaredBy(structure);
            all.add(new Part(part.element, member, part.below.ensureNamedFieldsAreMembers(part.element.of(structure))));
        }
        return all.isEmpty() ? EMPTY : new FieldSet(all);
    }

    /** Whether the set has a field directly below the root. */
    boolean hasMember(PathElement element) {
        Part part = part(element);
        return part != null && part.member;
    }

    /** The fields below one field, with their paths from there. */
    FieldSet withPrefix(PathElement element) {
        Part part = part(element);
        return part == null ? EMPTY : part.below;
    }

    private @Nullable Part part(PathElement element) {
        int low = 0;
        int high = parts.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = parts.get(middle).element.compareTo(element);
            if (order == 0) {
                return parts.get(middle);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }

    /** The paths of all fields in messages, such as {@code .spec.replicas}; the fields of a level come before those below. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        addPaths("", paths);
        return paths;
    }

    private void addPaths(String prefix, List<String> paths) {
        for (Part part : parts) {
            if (part.member) {
                paths.add(prefix + part.element.step());
            }
        }
        parts.forEach(part -> part.below.addPaths(prefix + part.element.step(), paths));
    }

    /** Returns the set as {@code fieldsV1}. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        for (Part part : parts) {
            ObjectNode below = json.putObject(part.element.text());
            if (part.member && !part.below.isEmpty()) {
                below.putObject(".");
            }
            below.setAll(part.below.toJson());
        }
        return json;
    }

    /**
     * Reads {@code fieldsV1}, the reverse of {@link #toJson}.
     *
     * @throws IllegalArgumentException when the JSON is not such a set
     */
    static FieldSet of(JsonNode json) {
        if (!json.isObject() && !json.isNull()) {
            throw new IllegalArgumentException("a set of fields is an object, not " + json);
        }
        Builder builder = new Builder();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            PathElement element = field.getKey().equals(".") ? null : PathElement.parse(field.getKey());
            if (element != null) {
                FieldSet below = of(field.getValue());
                builder.add(element, below.isEmpty() || field.getValue().has("."), below);
            }
        }
        return builder.build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof FieldSet set && hashCode() == set.hashCode() && parts.equals(set.parts);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = parts.hashCode();
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return toJson().toString();
    }

    /** Builds a set from parts in any order. */
    static final class Builder {
        private final List<Part> parts = new ArrayList<>();

        void add(PathElement element, boolean member, FieldSet below) {
            if (member || !below.isEmpty()) {
                parts.add(new Part(element, member, below));
            }
        }

        FieldSet build() {
            if (parts.isEmpty()) {
                return EMPTY;
            }
            parts.sort((one, other) -> one.element.compareTo(other.element));
            for (int index = parts.size() - 1; index > 0; index--) {
                Part before = parts.get(index - 1);
                Part part = parts.get(index);
                if (before.element.compareTo(part.element) == 0) {
                    parts.remove(index);
                    parts.set(
                            index - 1,
                            new Part(part.element, before.member || part.member, before.below.union(part.below)));
                }
            }
            return new FieldSet(List.copyOf(parts));
        }
    }
}
