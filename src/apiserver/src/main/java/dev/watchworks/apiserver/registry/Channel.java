package dev.watchworks.apiserver.registry;

/** The path by which an update comes, which decides what of it counts. */
public enum Channel {
    /** The object's own path: all but the status, where the kind has a status of its own. */
    MAIN,
    /** {@code /status}: the status alone. */
    STATUS,
    /** {@code /finalize} of a namespace: {@code spec.finalizers} alone. */
    FINALIZE,
    /** {@code /binding} of a pod: node and condition, checked by the binding itself. */
    BINDING
}
