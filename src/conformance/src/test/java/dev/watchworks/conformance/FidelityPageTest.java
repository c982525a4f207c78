package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.fidelity.FidelityPage;
import dev.watchworks.conformance.fidelity.KnownDifference;
import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.suite.ConformanceSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the differences is made of the data, and the data speaks of scenarios that exist. */
class FidelityPageTest {
    private static final Path PAGE = Path.of("../../docs/fidelity.md");

    private final KnownDifferences differences = KnownDifferences.read();
    private final List<Scenario> scenarios = ConformanceSuite.all();

    @Test
    void thePageIsAsTheDataMakesIt() throws IOException {
        String made = FidelityPage.of(differences, scenarios.size());
        if (Boolean.getBoolean("conformance.page")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/fidelity.md is stale; -Dconformance.page=true with this test writes it")
                .isEqualTo(made);
    }

    @Test
    void eachDifferenceSaysWhatAndWhy() {
        assertThat(differences.all())
                .allSatisfy(difference -> assertThat(List.of(
                                difference.section(),
                                difference.what(),
                                difference.embedded(),
                                difference.real(),
                                difference.why()))
                        .noneMatch(String::isBlank));
    }

    @Test
    void eachDifferenceIsShownByScenariosThatExist() {
        Set<String> files = scenarios.stream().map(Scenario::file).collect(Collectors.toSet());
        assertThat(differences.all().stream()
                        .map(KnownDifference::shownBy)
                        .flatMap(shownBy -> shownBy.keySet().stream()))
                .isNotEmpty()
                .allMatch(files::contains);
    }
}
