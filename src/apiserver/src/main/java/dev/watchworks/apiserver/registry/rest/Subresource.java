package dev.watchworks.apiserver.registry.rest;

import java.util.List;
import java.util.Locale;

/** What may follow an object's name in a path. An update's subresource decides which of its fields count. */
public enum Subresource {
    /** The object itself: all fields but the status, where the kind has a status of its own. */
    NONE(),
    /** The status alone. */
    STATUS("get", "patch", "update"),
    /** The replicas; otherwise like an update of the object itself. */
    SCALE("get", "patch", "update"),
    /** A pod's log. */
    LOG("get"),
    /** A pod's node and the condition PodScheduled. */
    BINDING("create"),
    /** A pod's deletion. */
    EVICTION("create"),
    /** A namespace's {@code spec.finalizers} alone. */
    FINALIZE("update");

    private final List<String> verbs;

    Subresource(String... verbs) {
        this.verbs = List.of(verbs);
    }

    /** Its part of a path, such as {@code status}; empty for the object itself. */
    public String path() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** The verbs that discovery lists, in its order; none for the object itself, whose kind has them. */
    public List<String> verbs() {
        return verbs;
    }

    /** Whether an update is prepared and validated like one of the object itself. */
    public boolean updatesObject() {
        return this == NONE || this == SCALE;
    }
}
