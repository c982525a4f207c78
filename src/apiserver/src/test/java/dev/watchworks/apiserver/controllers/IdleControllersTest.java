package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the loops do when there is nothing to do. */
class IdleControllersTest {

    @Test
    void nothingIsWrittenWhileNothingChanges() throws InterruptedException {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createDeployment("web", 2);
            cluster.create(
                    "services", "{'metadata':{'name':'web'},'spec':{'selector':{'app':'web'},'ports':[{'port':80}]}}");
            cluster.untilRolledOut("web", 2);
            long settled = cluster.untilSettled();
            CountDownLatch write = new CountDownLatch(1);
            for (ResourceType type : cluster.registry.types()) {
                cluster.registry.watch(type, change -> {
                    if (Long.parseLong(change.object()
                                    .at("/metadata/resourceVersion")
                                    .asText())
                            > settled) {
                        write.countDown();
                    }
                });
            }
            assertThat(write.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(cluster.store.revision()).isEqualTo(settled);
        }
    }

    @Test
    void loopsThatStartOnAClusterThatIsCompleteWriteNothing() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createDeployment("web", 2);
            cluster.create(
                    "services", "{'metadata':{'name':'web'},'spec':{'selector':{'app':'web'},'ports':[{'port':80}]}}");
            cluster.untilRolledOut("web", 2);
            long settled = cluster.untilSettled();
            cluster.stopLoops();
            cluster.startLoops(SimulatedLatency.quick());
            assertThat(cluster.untilSettled()).isEqualTo(settled);
        }
    }

    @Test
    void loopsGoOnWhereOthersWereStopped() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createDeployment("web", 3);
            cluster.until("pods are there", () -> !cluster.list("pods").isEmpty());
            cluster.stopLoops();
            cluster.startLoops(SimulatedLatency.quick());
            cluster.untilRolledOut("web", 3);
        }
    }

    @Test
    void aStoppedClusterLeavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestCluster cluster = TestCluster.start();
        cluster.createDeployment("web", 2);
        cluster.untilRolledOut("web", 2);
        assertThat(loopThreads(before)).isNotEmpty();
        cluster.close();
        cluster.until("the threads have ended", () -> loopThreads(before).isEmpty());
    }

    @Test
    void theNodesLeaseIsRenewedOnlyWhereAHeartbeatIsWanted() {
        FakeClock time = new FakeClock();
        try (TestCluster cluster =
                TestCluster.start(SimulatedLatency.immediate().withHeartbeat(Duration.ofSeconds(10)), time)) {
            String first = renewed(cluster);
            time.pass(Duration.ofSeconds(10));
            assertThat(renewed(cluster)).isGreaterThan(first);
        }
        FakeClock still = new FakeClock();
        try (TestCluster cluster = TestCluster.start(SimulatedLatency.immediate(), still)) {
            String first = renewed(cluster);
            still.pass(Duration.ofMinutes(5));
            assertThat(renewed(cluster)).isEqualTo(first);
        }
    }

    private static String renewed(TestCluster cluster) {
        return cluster.registry
                .find(cluster.registry.type("leases.coordination.k8s.io"), "kube-node-lease", "watchworks")
                .at("/spec/renewTime")
                .asText();
    }

    private static List<String> loopThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("apiserver-"))
                .map(Thread::getName)
                .collect(Collectors.toList());
    }
}
