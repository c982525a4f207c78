package dev.watchworks.conformance.scenario;

import java.util.List;
import java.util.function.Consumer;

/**
 * A scenario of the suite.
 *
 * @param part the part of the contract, such as {@code watch}
 * @param name its sentence, such as {@code one write makes one version}
 * @param items the contract's items that it tests
 * @param cluster what it asks of its cluster
 * @param play what happens on the stage; throws an AssertionError when the server is not as it should be
 */
public record Scenario(
        String part,
        String name,
        List<Integer> items,
        ConformanceScenario.RequiredCluster cluster,
        Consumer<ScenarioClient> play) {
    public Scenario {
        items = List.copyOf(items);
    }

    /** The sentence as it stands in file names, such as {@code watch/one-write-makes-one-version}. */
    public String file() {
        return part + "/" + name.replace(' ', '-');
    }

    @Override
    public String toString() {
        return part + ": " + name;
    }
}
