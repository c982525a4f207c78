package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Gives a custom object the form of its schema, in the order of the real server's decoder: unknown fields are removed,
 * then forbidden nulls, then defaults are filled in. The metadata of the object itself is left to the caller.
 */
public final class SchemaCoercer {

    private SchemaCoercer() {}

    /**
     * Changes an object that a client sends, or that is read from the storage in another version.
     *
     * @param preserveUnknownFields {@code spec.preserveUnknownFields} of the definition: nothing is removed
     * @return the removed fields' paths, for field validation, in alphabetical order
     */
    public static List<String> apply(ObjectNode object, StructuralSchema schema, boolean preserveUnknownFields) {
        List<String> pruned = List.of();
        if (!preserveUnknownFields) {
            pruned = Pruner.prune(object, schema);
            Defaulter.pruneNulls(object, schema);
        }
        Defaulter.apply(object, schema);
        return pruned;
    }
}
