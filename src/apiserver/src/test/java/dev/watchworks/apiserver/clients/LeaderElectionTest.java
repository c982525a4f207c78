package dev.watchworks.apiserver.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchworks.apiserver.EmbeddedApiServer;
import io.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.kubernetes.client.extended.leaderelection.LeaderElector;
import io.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** client-java's leader election over a lease. */
class LeaderElectionTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration RENEW = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(100);

    /** The first election loads client-java's classes, which takes many seconds on a machine that does other work. */
    private static final Duration LONGEST_ELECTION = Duration.ofMinutes(1);

    @Test
    void oneLeadsAndWhenItGoesTheOtherDoes() throws Exception {
        try (EmbeddedApiServer server =
                EmbeddedApiServer.builder().withoutControllers().start()) {
            List<String> leaders = new CopyOnWriteArrayList<>();
            LeaderElector first = candidate(server, "first");
            LeaderElector second = candidate(server, "second");
            try {
                run(first, "first", leaders);
                await("a leader").atMost(LONGEST_ELECTION).until(() -> leaders.contains("first leads"));
                run(second, "second", leaders);

                await("the second to know the first")
                        .atMost(LONGEST_ELECTION)
                        .until(() -> leaders.contains("second sees first"));
                assertThat(leaders).doesNotContain("second leads");

                first.close();
                await("the other one's turn").atMost(LONGEST_ELECTION).until(() -> leaders.contains("second leads"));
            } finally {
                first.close();
                second.close();
            }
        }
    }

    private static LeaderElector candidate(EmbeddedApiServer server, String name) throws Exception {
        ApiClient client = JavaClient.of(server);
        return new LeaderElector(
                new LeaderElectionConfig(new LeaseLock("default", "the-one", name, client), LEASE, RENEW, RETRY));
    }

    private static void run(LeaderElector elector, String name, List<String> leaders) {
        Thread thread = new Thread(() -> elector.run(
                () -> leaders.add(name + " leads"),
                () -> leaders.add(name + " leads no more"),
                leader -> leaders.add(name + " sees " + leader)));
        thread.setDaemon(true);
        thread.start();
    }
}
