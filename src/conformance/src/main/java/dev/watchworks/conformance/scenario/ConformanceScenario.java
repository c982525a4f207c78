package dev.watchworks.conformance.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a method of the suite a scenario. Its name, read as a sentence, says what every API server does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ConformanceScenario {
    /** The items of the contract ({@code contract.txt}) that it tests. */
    int[] value();

    /** Which cluster it is played on. */
    RequiredCluster on() default RequiredCluster.ANY;

    /** What a scenario asks of its cluster. */
    enum RequiredCluster {
        /** Any will do; what is said is compared with the record. */
        ANY,
        /** The same, and nobody else may write, controllers least of all. */
        EXCLUSIVE,
        /** The same as any, but it has to have lived so long that its first version is forgotten. */
        COMPACTED,
        /** It takes a few requests at a time of those who play, and what it says is compared with the record. */
        THROTTLED,
        /** Control loops have to run. They write when they like, so only what the scenario expects is looked at. */
        WITH_CONTROLLERS
    }
}
