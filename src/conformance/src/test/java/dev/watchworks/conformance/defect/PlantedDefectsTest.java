package dev.watchworks.conformance.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.suite.ConformanceSuite;
import dev.watchworks.conformance.suite.RecordedTranscripts;
import dev.watchworks.conformance.transcript.TranscriptDifference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The suite finds mistakes: it is green without a defect, and each planted defect turns it red. */
class PlantedDefectsTest {
    private static final KnownDifferences KNOWN = KnownDifferences.read();
    private static final Map<String, Scenario> SCENARIOS =
            ConformanceSuite.all().stream().collect(Collectors.toMap(Scenario::file, Function.identity()));

    @TestFactory
    Stream<DynamicTest> eachDefectIsFound() {
        Map<Defect, Boolean> green = new ConcurrentHashMap<>();
        Map<String, Boolean> greenWithoutDefect = new ConcurrentHashMap<>();
        try (EmbeddedApiServer embedded =
                        EmbeddedApiServer.builder().withoutControllers().start();
                ApiServer honest = RemoteApiServer.ofText(embedded.kubeconfig())) {
            embedded.compact();
            PlantedDefects.all().parallelStream().forEach(defect -> {
                Scenario scenario = scenario(defect);
                greenWithoutDefect.computeIfAbsent(
                        scenario.file(), file -> isGreen(ScenarioRun.play(scenario, honest)));
                green.put(defect, isGreen(ScenarioRun.play(scenario, new DefectiveApiServer(honest, defect))));
            });
        }
        return PlantedDefects.all().stream()
                .map(defect -> dynamicTest(defect.name(), () -> {
                    assertThat(greenWithoutDefect)
                            .as("without the defect the scenario passes")
                            .containsEntry(defect.scenario(), true);
                    assertThat(green.entrySet().stream()
                                    .filter(entry -> entry.getKey().name().equals(defect.name()))
                                    .map(Map.Entry::getValue))
                            .as(
                                    "\"%s\" passes although the server has the defect: %s",
                                    defect.scenario(), defect.name())
                            .containsExactly(false);
                }));
    }

    @Test
    void thereAreAtLeastForty() {
        assertThat(PlantedDefects.all()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(PlantedDefects.all().stream().map(Defect::name)).doesNotHaveDuplicates();
    }

    private static Scenario scenario(Defect defect) {
        Scenario scenario = SCENARIOS.get(defect.scenario());
        if (scenario == null) {
            throw new IllegalStateException("no scenario is named " + defect.scenario());
        }
        return scenario;
    }

    private static boolean isGreen(ScenarioRun run) {
        List<TranscriptDifference> differences =
                TranscriptDifference.between(RecordedTranscripts.of(run.scenario()), run.transcript());
        return run.failure() == null
                && KNOWN.unexplained(run.scenario(), differences).isEmpty();
    }
}
