package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of an object in the versions of its managers. A manager's fields are those of the version that it wrote
 * (structured-merge-diff's {@code merge.Converter}).
 *
 * @param apiVersion the version of the write
 * @param structure the type in that version
 * @param others returns the type in another version, or null when there is no such version
 */
record MergeVersions(String apiVersion, MergeType structure, Function<String, @Nullable MergeType> others) {
    /** Only the version of the write. */
    static MergeVersions single(String apiVersion, MergeType structure) {
        return new MergeVersions(apiVersion, structure, version -> null);
    }

    static MergeVersions of(String apiVersion, ObjectSchema schema) {
        return new MergeVersions(apiVersion, schema.mergeType(), schema::mergeType);
    }

    /** The type in a version, or null when there is no such version. */
    @Nullable
    MergeType in(String version) {
        return version.equals(apiVersion) ? structure : others.apply(version);
    }

    /** Removes the entries of versions that do not exist. */
    void dropUnknown(ManagedFields entries) {
        entries.dropVersions(version -> in(version) == null);
    }

    /** Compares two states of an object in the versions of its managers. */
    Comparisons compare(ObjectNode before, ObjectNode after, FieldSet reset) {
        return new Comparisons(this, before, after, reset);
    }

    /** The comparisons of two states, one for each version; each is made at its first use. */
    static final class Comparisons {
        private final MergeVersions versions;
        private final ObjectNode before;
        private final ObjectNode after;
        private final Map<String, Comparison> known = new HashMap<>();

        private Comparisons(MergeVersions versions, ObjectNode before, ObjectNode after, FieldSet reset) {
            this.versions = versions;
            this.before = before;
            this.after = after;
            known.put(
                    versions.apiVersion,
                    Comparison.of(versions.structure, before, after).without(reset));
        }

        /** The comparison in the version of the write. */
        Comparison own() {
            return in(versions.apiVersion);
        }

        /**
         * The comparison in a version.
         *
         * @throws IllegalArgumentException when an object does not fit the version
         */
        Comparison in(String version) {
            return known.computeIfAbsent(version, name -> {
                MergeType structure = versions.in(name);
                if (structure == null) {
                    throw new IllegalArgumentException("no such version: " + name);
                }
                check(structure, before);
                check(structure, after);
                return Comparison.of(structure, before, after);
            });
        }

        private static void check(MergeType structure, ObjectNode object) {
            String errors = ValidatingWalker.validate(structure, object, true);
            if (!errors.isEmpty()) {
                throw new IllegalArgumentException(errors);
            }
        }
    }
}
