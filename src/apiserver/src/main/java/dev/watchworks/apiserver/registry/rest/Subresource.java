package dev.watchworks.apiserver.registry.rest;

import java.util.List;
import java.util.Locale;

/** The part of a path after an object's name. In an update, it decides which fields the update changes. */
public enum Subresource {
    /** No subresource: all fields, without the status when the kind has {@code /status}. */
    NONE(),
    /** The status alone. */
    STATUS("get", "patch", "update"),
    /** The replicas; otherwise like an update without a subresource. */
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

    /** The part of a path, such as {@code status}; empty for {@link #NONE}. */
    public String path() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    /** The verbs in discovery, in its order; empty for {@link #NONE}, because the kind has them. */
    public List<String> verbs() {
        return verbs;
    }

    /** Whether the registry prepares and validates an update like one without a subresource. */
    public boolean updatesObject() {
        return this == NONE || this == SCALE;
    }
}
