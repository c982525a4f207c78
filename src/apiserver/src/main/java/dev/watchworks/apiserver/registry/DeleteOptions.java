package dev.watchworks.apiserver.registry;

import org.jspecify.annotations.Nullable;

/**
 * How to delete an object: meta/v1 {@code DeleteOptions}.
 *
 * @param gracePeriodSeconds null for the kind's default
 * @param propagationPolicy {@code Background}, {@code Foreground}, {@code Orphan}, or null for the kind's default
 * @param uid precondition, or null
 * @param resourceVersion precondition, or null
 */
public record DeleteOptions(
        @Nullable Long gracePeriodSeconds,
        @Nullable String propagationPolicy,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    /** The kind's default grace period and propagation policy. */
    public static DeleteOptions defaults() {
        return new DeleteOptions(null, null, null, null);
    }

    /** Deletes the object at once, as a kubelet does at the end of a pod's grace period. */
    public static DeleteOptions now() {
        return new DeleteOptions(0L, null, null, null);
    }
}
