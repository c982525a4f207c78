package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.suite.ConformanceSuite;
import dev.watchworks.conformance.suite.ContractItems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The suite is complete: each item of the contract has a scenario. */
class ConformanceSuiteTest {
    private final List<Scenario> scenarios = ConformanceSuite.all();

    @Test
    void thereAreAtLeastThreeHundred() {
        assertThat(scenarios).hasSizeGreaterThanOrEqualTo(300);
        assertThat(scenarios.stream().map(Scenario::file)).doesNotHaveDuplicates();
    }

    @Test
    void eachItemOfTheContractHasAScenario() {
        Set<Integer> tested = new TreeSet<>();
        scenarios.forEach(scenario -> tested.addAll(scenario.items()));
        assertThat(tested).isEqualTo(new TreeSet<>(ContractItems.all().keySet()));
    }
}
