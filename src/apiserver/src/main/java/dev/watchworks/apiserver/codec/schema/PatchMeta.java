package dev.watchworks.apiserver.codec.schema;

/** What a strategic merge patch must know about a field and about the fields below it: how they are merged. */
public interface PatchMeta {

    /** A field of an object, or of each object of a list or map; {@link #UNKNOWN} when the schema has no such field. */
    PatchMeta field(String name);

    /** Whether a list is merged rather than replaced. */
    default boolean merges() {
        return false;
    }

    /** Whether a patch's {@code $retainKeys} governs an object ({@code patchStrategy: retainKeys}). */
    default boolean retainsKeys() {
        return false;
    }

    /** The field that identifies the objects of a merged list; empty for a list of plain values. */
    default String mergeKey() {
        return "";
    }

    /** A field without a schema: lists are replaced, objects merged. */
    PatchMeta UNKNOWN = name -> PatchMeta.UNKNOWN;
}
