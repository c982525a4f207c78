package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.history.ApplyHistory;
import dev.watchworks.conformance.history.RecordedApplyHistories;
import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.transcript.Transcript;
import dev.watchworks.conformance.transcript.TranscriptDifference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whatever three managers apply, update and patch in whatever order, the embedded server stores the same object with the
 * same managers as a real one, and refuses the same requests.
 */
class ApplyHistoryTest {
    /** How many new histories a live comparison plays; {@code -Dconformance.histories} sets another number. */
    private static final int LIVE = Integer.getInteger("conformance.histories", 100);

    @Test
    void historiesEndAsRecorded() {
        List<Transcript> recorded = RecordedApplyHistories.read();
        assertThat(recorded).hasSize(RecordedApplyHistories.COUNT);
        try (EmbeddedApiServers embedded = EmbeddedApiServers.withoutControllers()) {
            for (int seed = 1; seed <= recorded.size(); seed++) {
                Transcript found = ApplyHistory.of(seed).play(embedded.server());
                assertThat(TranscriptDifference.between(recorded.get(seed - 1), found))
                        .as("history %d", seed)
                        .isEmpty();
            }
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "conformance.record",
            matches = ".+",
            disabledReason = "records from a real server")
    void theHistoriesOfARealServerAreRecorded() {
        List<Transcript> transcripts = new ArrayList<>();
        try (ApiServer real = RemoteApiServer.of(Path.of(System.getProperty("conformance.record")))) {
            for (int seed = 1; seed <= RecordedApplyHistories.COUNT; seed++) {
                transcripts.add(ApplyHistory.of(seed).play(real));
            }
        }
        RecordedApplyHistories.write(transcripts, Path.of("src/main/resources"));
    }

    /** New histories each time; {@code -Dconformance.seed} repeats those of a failure. */
    @Test
    @EnabledIfSystemProperty(named = "conformance.compare", matches = ".+", disabledReason = "no cluster was named")
    void historiesEndAlikeOnBothServersNow() {
        long first = Long.getLong("conformance.seed", System.currentTimeMillis());
        try (ApiServer real = RemoteApiServer.of(Path.of(System.getProperty("conformance.compare")));
                EmbeddedApiServers embedded = EmbeddedApiServers.withoutControllers()) {
            for (long seed = first; seed < first + LIVE; seed++) {
                ApplyHistory history = ApplyHistory.of(seed);
                if (!differences(history, real, embedded.server()).isEmpty()) {
                    ApplyHistory shortest = shortest(history, real, embedded.server());
                    assertThat(differences(shortest, real, embedded.server()))
                            .as(
                                    "%s, the shortest that differs; repeat it with -Dconformance.seed=%d%n%s",
                                    shortest, seed, shortest.requests())
                            .isEmpty();
                }
            }
        }
        System.out.printf(
                "%d random histories of applies on both servers from seed %d on: no difference%n", LIVE, first);
    }

    private static ApplyHistory shortest(ApplyHistory history, ApiServer real, ApiServer embedded) {
        for (ApplyHistory shorter : history.shorter()) {
            if (!differences(shorter, real, embedded).isEmpty()) {
                return shortest(shorter, real, embedded);
            }
        }
        return history;
    }

    private static List<TranscriptDifference> differences(ApplyHistory history, ApiServer real, ApiServer embedded) {
        return TranscriptDifference.between(history.play(real), history.play(embedded));
    }
}
