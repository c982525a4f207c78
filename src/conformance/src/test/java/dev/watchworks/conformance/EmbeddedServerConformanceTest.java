package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.suite.ConformanceSuite;
import dev.watchworks.conformance.suite.RecordedTranscripts;
import dev.watchworks.conformance.transcript.TranscriptDifference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The embedded server passes every scenario, and its responses equal the recorded ones, except for known differences.
 */
class EmbeddedServerConformanceTest {
    private final KnownDifferences known = KnownDifferences.read();

    @TestFactory
    Stream<DynamicTest> theEmbeddedServerAnswersAsRecorded() {
        List<ScenarioRun> runs = EmbeddedApiServers.play(ConformanceSuite.all());
        return runs.stream().map(run -> dynamicTest(run.scenario().file(), () -> judge(run)));
    }

    private void judge(ScenarioRun run) throws Throwable {
        if (run.failure() != null) {
            throw run.failure();
        }
        if (run.scenario().cluster() != ConformanceScenario.RequiredCluster.WITH_CONTROLLERS) {
            List<TranscriptDifference> differences =
                    TranscriptDifference.between(RecordedTranscripts.of(run.scenario()), run.transcript());
            assertThat(known.unexplained(run.scenario(), differences))
                    .as("differences from the record that docs/fidelity.md does not explain")
                    .isEmpty();
            assertThat(known.stale(run.scenario(), differences))
                    .as("differences that docs/fidelity.md explains and that are gone")
                    .isEmpty();
        }
    }
}
