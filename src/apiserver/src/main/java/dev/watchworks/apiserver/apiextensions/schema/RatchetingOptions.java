package dev.watchworks.apiserver.apiextensions.schema;

import org.jspecify.annotations.Nullable;

/**
 * The place of a value in the stored object, for rules that an update breaks no more than before (Kubernetes' {@code
 * schema/cel.ratchetingOptions}).
 *
 * @param current the stored value, or null when it has no place
 * @param nearestParent the closest value around it that has a place, or null
 */
record RatchetingOptions(
        @Nullable CorrelatedObject current, @Nullable CorrelatedObject nearestParent) {

    static final RatchetingOptions NONE = new RatchetingOptions(null, null);

    /** Whether the update leaves the value, or a value around it, as it is. */
    boolean shouldRatchetError() {
        CorrelatedObject decisive = current != null ? current : nearestParent;
        return decisive != null && decisive.isUnchanged();
    }

    RatchetingOptions key(String name) {
        if (current == null) {
            return this;
        }
        if (nearestParent == null && (name.equals("apiVersion") || name.equals("kind"))) {
            return NONE;
        }
        return new RatchetingOptions(current.key(name), current);
    }

    RatchetingOptions index(int index) {
        return current == null ? this : new RatchetingOptions(current.index(index), current);
    }
}
