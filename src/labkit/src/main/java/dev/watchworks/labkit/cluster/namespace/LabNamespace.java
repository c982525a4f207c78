package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;

/** The namespace of one check. */
public interface LabNamespace extends AutoCloseable {

    /** Its name; nothing need be there yet. */
    String name();

    /**
     * Makes it ready: afterwards it is there, and empty but for what every namespace has.
     *
     * @throws EnvironmentTrouble if the cluster refuses
     */
    void open();

    /** Gives it up; what is left in it goes. Does nothing where {@link #open} did not succeed. */
    @Override
    void close();
}
