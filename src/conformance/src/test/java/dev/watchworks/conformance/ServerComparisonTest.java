package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.suite.ConformanceSuite;
import dev.watchworks.conformance.transcript.TranscriptDifference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Plays each scenario on a real server and on the embedded server now, and prints all differences. */
@EnabledIfSystemProperty(named = "conformance.compare", matches = ".+", disabledReason = "no cluster was named")
class ServerComparisonTest {

    @Test
    void bothServersAnswerTheSameExceptForKnownDifferences() {
        List<Scenario> scenarios = EmbeddedApiServers.recorded(ConformanceSuite.all());
        KnownDifferences known = KnownDifferences.read();
        int unexplained = 0;
        int explained = 0;
        try (ApiServer real = RemoteApiServer.of(Path.of(System.getProperty("conformance.compare")))) {
            List<ScenarioRun> expected = EmbeddedApiServers.playRecorded(scenarios, real);
            List<ScenarioRun> found = EmbeddedApiServers.playRecorded(scenarios);
            for (int index = 0; index < scenarios.size(); index++) {
                Scenario scenario = scenarios.get(index);
                unexplained += failures(scenario + ", real", expected.get(index));
                unexplained += failures(scenario + ", embedded", found.get(index));
                List<TranscriptDifference> differences = TranscriptDifference.between(
                        expected.get(index).transcript(), found.get(index).transcript());
                List<TranscriptDifference> open = known.unexplained(scenario, differences);
                open.forEach(difference -> System.out.println(scenario + ", unexplained: " + difference));
                unexplained += open.size();
                explained += differences.size() - open.size();
            }
        }
        System.out.printf(
                "%d scenarios on both servers: %d differences unexplained, %d explained by docs/fidelity.md%n",
                scenarios.size(), unexplained, explained);
        assertThat(unexplained).isZero();
    }

    private static int failures(String which, ScenarioRun run) {
        if (run.failure() == null) {
            return 0;
        }
        System.out.println(which + ": " + run.failure().getMessage());
        return 1;
    }
}
