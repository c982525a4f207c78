package dev.watchworks.conformance.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.stage.Run;
import dev.watchworks.conformance.stage.Scenario;
import dev.watchworks.conformance.suite.Catalogue;
import dev.watchworks.conformance.suite.Record;
import dev.watchworks.conformance.transcript.Difference;
import dev.watchworks.conformance.wire.HttpConnection;
import dev.watchworks.conformance.wire.Server;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The suite is worth its time: it is green without a defect, and each planted defect turns it red. */
class DefectsTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    private static final Map<String, Scenario> SCENARIOS =
            Catalogue.all().stream().collect(Collectors.toMap(Scenario::file, Function.identity()));

    @TestFactory
    Stream<DynamicTest> eachDefectIsFound() {
        Map<Defect, Boolean> green = new ConcurrentHashMap<>();
        Map<String, Boolean> greenWithoutDefect = new ConcurrentHashMap<>();
        try (EmbeddedApiServer embedded =
                        EmbeddedApiServer.builder().withoutControlLoops().start();
                Server honest = HttpConnection.ofText(embedded.kubeconfig())) {
            embedded.compact();
            Defects.all().parallelStream().forEach(defect -> {
                Scenario scenario = scenario(defect);
                greenWithoutDefect.computeIfAbsent(scenario.file(), file -> isGreen(Run.of(scenario, honest)));
                green.put(defect, isGreen(Run.of(scenario, new DefectiveServer(honest, defect))));
            });
        }
        return Defects.all().stream()
                .map(defect -> dynamicTest(defect.name(), () -> {
                    assertThat(greenWithoutDefect)
                            .as("without the defect the scenario passes")
                            .containsEntry(defect.scenario(), true);
                    assertThat(green.entrySet().stream()
                                    .filter(entry -> entry.getKey().name().equals(defect.name()))
                                    .map(Map.Entry::getValue))
                            .as("\"%s\" passes although %s", defect.scenario(), defect.name())
                            .containsExactly(false);
                }));
    }

    @Test
    void thereAreAtLeastTwenty() {
        assertThat(Defects.all()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Defects.all().stream().map(Defect::name)).doesNotHaveDuplicates();
    }

    private static Scenario scenario(Defect defect) {
        Scenario scenario = SCENARIOS.get(defect.scenario());
        if (scenario == null) {
            throw new IllegalStateException("no scenario is named " + defect.scenario());
        }
        return scenario;
    }

    private static boolean isGreen(Run run) {
        List<Difference> differences = Difference.between(Record.of(run.scenario()), run.transcript());
        return run.failure() == null
                && KNOWN.unexplained(run.scenario(), differences).isEmpty();
    }
}
