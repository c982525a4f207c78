package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.fidelity.FidelityPage;
import dev.watchworks.conformance.fidelity.KnownDifference;
import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.kubectl.KubectlRun;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.suite.ConformanceSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the differences is generated from the data, and each difference in the data has evidence that exists. */
class FidelityPageTest {
    private static final Path PAGE = Path.of("../../docs/fidelity.md");

    private final KnownDifferences differences = KnownDifferences.read();
    private final List<Scenario> scenarios = ConformanceSuite.all();

    @Test
    void thePageIsGeneratedFromTheData() throws IOException {
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
    void eachDifferenceHasEvidence() {
        assertThat(differences.all())
                .filteredOn(difference -> !difference.hasEvidence())
                .extracting(KnownDifference::what)
                .as("differences that no scenario, kubectl command or test shows")
                .isEmpty();
    }

    @Test
    void theEvidenceExists() {
        Set<String> files = scenarios.stream().map(Scenario::file).collect(Collectors.toSet());
        Set<String> commands = Set.copyOf(KubectlRun.commands());
        assertThat(differences.all()).allSatisfy(difference -> {
            assertThat(files).containsAll(difference.shownBy().keySet());
            assertThat(difference.shownBy().values())
                    .as("a scenario that shows a difference shows it at a place")
                    .noneMatch(List::isEmpty);
            assertThat(difference.allowedBy())
                    .allMatch(evidence -> files.contains(evidence) || commands.contains(evidence));
            assertThat(commands)
                    .containsAll(difference.printedByRealOnly().keySet())
                    .containsAll(difference.printedByEmbeddedOnly().keySet());
            assertThat(difference.testedBy()).allMatch(FidelityPageTest::isATest);
        });
    }

    @Test
    void theRecordHasTheLinesThatOnlyARealServerPrints() {
        assertThat(KubectlRun.recorded().missing(differences::printedByRealOnly))
                .isEmpty();
    }

    /** Whether a test is in the sources of this module or of the API server. */
    private static boolean isATest(String classAndMethod) {
        String[] names = classAndMethod.split("\\.");
        return Stream.of(Path.of("src/test/java"), Path.of("../apiserver/src/test/java"))
                .flatMap(FidelityPageTest::files)
                .filter(file -> file.endsWith(names[0] + ".java"))
                .anyMatch(file -> read(file).contains("void " + names[1] + "("));
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
