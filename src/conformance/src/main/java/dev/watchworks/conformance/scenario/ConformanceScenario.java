package dev.watchworks.conformance.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method as a scenario. Its name, read as a sentence, says what every API server does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ConformanceScenario {
    /** The items of {@code contract.txt} that the scenario tests. */
    int[] value();

    /** The cluster that the scenario needs. */
    RequiredCluster on() default RequiredCluster.ANY;

    /** The clusters that scenarios need. */
    enum RequiredCluster {
        /** Any cluster. The transcript is compared with the record. */
        ANY,
        /**
         * A cluster to which no one else writes, so without controllers. The transcript is compared with the record.
         */
        EXCLUSIVE,
        /** A cluster whose first versions are compacted. The transcript is compared with the record. */
        COMPACTED,
        /** A cluster that serves only a few requests at a time. The transcript is compared with the record. */
        THROTTLED,
        /** A cluster with controllers. They write at any time, so only the scenario's expectations are checked. */
        WITH_CONTROLLERS
    }
}
