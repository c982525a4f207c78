package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.suite.ConformanceSuite;
import dev.watchworks.conformance.suite.RecordedTranscripts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Records the responses of a real API server; {@code src/conformance/record} runs it. */
@EnabledIfSystemProperty(named = "conformance.record", matches = ".+", disabledReason = "records from a real server")
class RecordTranscriptsTest {

    @Test
    void theResponsesOfARealServerAreRecorded() {
        List<ScenarioRun> runs;
        try (ApiServer real = RemoteApiServer.of(Path.of(System.getProperty("conformance.record")))) {
            runs = EmbeddedApiServers.playRecorded(ConformanceSuite.all(), real);
        }
        assertThat(runs.stream().filter(run -> run.failure() != null).map(run -> run.scenario() + ": " + run.failure()))
                .as("expectations that the real server does not meet")
                .isEmpty();
        runs.forEach(run -> RecordedTranscripts.write(run, Path.of("src/main/resources")));
    }
}
