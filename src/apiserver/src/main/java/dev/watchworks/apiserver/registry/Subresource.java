package dev.watchworks.apiserver.registry;

import java.util.Locale;

/** The path by which an update comes, which decides what of it counts. */
public enum Subresource {
    /** The object's own path: all but the status, where the kind has a status of its own. */
    MAIN,
    /** {@code /scale}: the replicas, by which all else is as on the object's own path. */
    SCALE,
    /** {@code /status}: the status alone. */
    STATUS,
    /** {@code /finalize} of a namespace: {@code spec.finalizers} alone. */
    FINALIZE,
    /** {@code /binding} of a pod: node and condition, checked by the binding itself. */
    BINDING;

    /** Whether an update is looked at as one of the object's own path. */
    boolean isMain() {
        return this == MAIN || this == SCALE;
    }

    /** The subresource by which a manager's fields are told from those of the object's own path; empty for that. */
    String subresource() {
        return this == MAIN ? "" : name().toLowerCase(Locale.ROOT);
    }
}
