package dev.watchworks.apiserver.registry;

/**
 * How to create or change an object: meta/v1 {@code CreateOptions}, {@code UpdateOptions} and {@code PatchOptions}.
 *
 * @param fieldManager the manager of the fields that the write sets; empty when unknown
 * @param dryRun whether the server stores nothing
 * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}: how the server treats duplicate and unknown fields
 */
public record WriteOptions(String fieldManager, boolean dryRun, String fieldValidation) {
    /** A write by code inside the server. */
    static WriteOptions of(String fieldManager) {
        return new WriteOptions(fieldManager, false, "Ignore");
    }
}
