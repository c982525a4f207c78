package dev.watchworks.apiserver.registry.rest;

/** The rules of {@link Strategy} that a kind has or does not have. */
public enum StrategyFlag {
    /** Objects have {@code metadata.generation}. */
    TRACKS_GENERATION,
    /** A PUT to a name that does not exist creates the object, as for leases. */
    ALLOWS_CREATE_ON_UPDATE,
    /** A PUT without a resourceVersion fails; for most kinds it replaces the stored object. */
    REQUIRES_RESOURCE_VERSION,
    /** A DELETE returns the object instead of a Status, as for pods, services and namespaces. */
    RETURNS_DELETED_OBJECT,
    /** A deletion has a grace period, which may be 0 seconds: a deletionTimestamp comes first, as for pods. */
    DELETES_GRACEFULLY,

    /** Objects are JSON without a Go type, as custom objects are, so that their members are sorted. */
    UNSTRUCTURED
}
