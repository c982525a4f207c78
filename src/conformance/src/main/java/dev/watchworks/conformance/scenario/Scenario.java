package dev.watchworks.conformance.scenario;

import java.util.List;
import java.util.function.Consumer;

/**
 * A scenario of the suite.
 *
 * @param part the part of the contract, such as {@code watch}
 * @param name its sentence, such as {@code one write makes one version}
 * @param items the items of the contract that it tests
 * @param cluster the cluster that it needs
 * @param play sends the requests; throws an AssertionError when the server does not meet an expectation
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

    /** The path of the recorded file without its suffix, such as {@code watch/one-write-makes-one-version}. */
    public String file() {
        return part + "/" + name.replace(' ', '-');
    }

    @Override
    public String toString() {
        return part + ": " + name;
    }
}
