package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.stage.Scenario;
import dev.watchworks.conformance.suite.Catalogue;
import dev.watchworks.conformance.suite.Items;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The suite is complete: an item without a scenario is a promise that nobody holds. */
class CatalogueTest {
    private final List<Scenario> scenarios = Catalogue.all();

    @Test
    void thereAreAtLeastAHundredAndFifty() {
        assertThat(scenarios).hasSizeGreaterThanOrEqualTo(150);
        assertThat(scenarios.stream().map(Scenario::file)).doesNotHaveDuplicates();
    }

    @Test
    void eachItemOfTheContractHasAScenario() {
        Set<Integer> tested = new TreeSet<>();
        scenarios.forEach(scenario -> tested.addAll(scenario.items()));
        assertThat(tested).isEqualTo(new TreeSet<>(Items.all().keySet()));
    }
}
