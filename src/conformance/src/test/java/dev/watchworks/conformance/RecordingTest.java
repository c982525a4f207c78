package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.stage.Run;
import dev.watchworks.conformance.suite.Catalogue;
import dev.watchworks.conformance.suite.Record;
import dev.watchworks.conformance.wire.HttpConnection;
import dev.watchworks.conformance.wire.Server;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes down what a real API server answers: {@code src/conformance/record} calls it. */
@EnabledIfSystemProperty(named = "conformance.record", matches = ".+", disabledReason = "records from a real server")
class RecordingTest {

    @Test
    void theAnswersOfARealServerAreWrittenDown() {
        List<Run> runs;
        try (Server real = HttpConnection.of(Path.of(System.getProperty("conformance.record")))) {
            runs = Embedded.playRecorded(Catalogue.all(), real);
        }
        assertThat(runs.stream().filter(run -> run.failure() != null).map(run -> run.scenario() + ": " + run.failure()))
                .as("expectations that the real server does not meet")
                .isEmpty();
        runs.forEach(run -> Record.write(run, Path.of("src/main/resources")));
    }
}
