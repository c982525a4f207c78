package dev.watchworks.apiserver.codec.schema;

/** What a strategic merge patch has to know of a field: how it is merged, and the same of what it holds. */
public interface PatchMeta {

    /** Whether a list is merged rather than replaced. */
    boolean merges();

    /** Whether a patch's {@code $retainKeys} governs an object ({@code patchStrategy: retainKeys}). */
    boolean retainsKeys();

    /** The field that identifies the objects of a merged list; empty for a list of plain values. */
    String mergeKey();

    /** A field of an object, or of each object of a list or map; never null, {@link #UNKNOWN} when there is none such. */
    PatchMeta field(String name);

    /** A field without a schema: lists are replaced, objects merged. */
    PatchMeta UNKNOWN = new PatchMeta() {
        @Override
        public boolean merges() {
            return false;
        }

        @Override
        public boolean retainsKeys() {
            return false;
        }

        @Override
        public String mergeKey() {
            return "";
        }

        @Override
        public PatchMeta field(String name) {
            return this;
        }
    };
}
