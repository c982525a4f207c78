package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.kubectl.KubectlRun;
import dev.watchworks.conformance.kubectl.KubectlTranscript;
import dev.watchworks.conformance.kubectl.KubectlTranscript.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The comparison of kubectl's outputs finds each difference. This test needs no kubectl. */
class KubectlTranscriptTest {
    private static final KubectlTranscript REAL =
            transcript(new Entry("api-versions", List.of("apps/v1", "policy/v1")));

    @Test
    void equalOutputsDoNotDiffer() {
        assertThat(REAL.differencesFrom(REAL)).isEmpty();
    }

    @Test
    void aLineThatIsMissingIsADifferenceUnlessItIsExplained() {
        KubectlTranscript embedded = transcript(new Entry("api-versions", List.of("apps/v1")));

        assertThat(embedded.differencesFrom(REAL))
                .containsExactly("real:\n$ kubectl api-versions\n  apps/v1\n  policy/v1\n"
                        + "embedded:\n$ kubectl api-versions\n  apps/v1\n");
        assertThat(embedded.differencesFrom(REAL.without(command -> List.of("policy/v1"))))
                .isEmpty();
    }

    @Test
    void anExplainedLineThatIsPrintedIsADifference() {
        assertThat(REAL.differencesFrom(REAL.without(command -> List.of("policy/v1"))))
                .hasSize(1);
    }

    @Test
    void aKnownLineThatIsNotThereIsMissing() {
        assertThat(REAL.missing(command -> List.of("policy/v1"))).isEmpty();
        assertThat(REAL.missing(command -> List.of("batch/v1"))).containsExactly("api-versions: batch/v1");
    }

    @Test
    void aCommandThatDidNotRunIsADifference() {
        assertThat(transcript().differencesFrom(REAL)).hasSize(1);
        assertThat(REAL.differencesFrom(transcript())).hasSize(1);
    }

    @Test
    void theRecordHasAllCommandsInTheirOrder() {
        assertThat(KubectlRun.recorded().entries()).extracting(Entry::command).isEqualTo(KubectlRun.commands());
    }

    private static KubectlTranscript transcript(Entry... entries) {
        return new KubectlTranscript(List.of(entries));
    }
}
