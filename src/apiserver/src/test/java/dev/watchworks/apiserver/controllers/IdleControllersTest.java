package dev.watchworks.apiserver.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the controllers do when there is nothing to do. After each stretch of time a new namespace gets its defaults, so
 * that controllers that do not run cannot pass for idle ones.
 */
class IdleControllersTest {

    private static void createWebDeploymentAndService(TestCluster cluster) {
        cluster.createDeployment("web", 2);
        cluster.create(
                "services", "{'metadata':{'name':'web'},'spec':{'selector':{'app':'web'},'ports':[{'port':80}]}}");
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() {
        FakeClock time = new FakeClock();
        try (TestCluster cluster = TestCluster.start(SimulatedLatency.quick(), time)) {
            createWebDeploymentAndService(cluster);
            cluster.until("an hour in which only the namespace is written", () -> {
                time.pass(Duration.ofHours(1));
                return cluster.writesUntilNextNamespaceIsReady() == TestCluster.NAMESPACE_WRITES
                        && cluster.isRolledOut("web", 2);
            });
            for (int hour = 0; hour < 24; hour++) {
                time.pass(Duration.ofHours(1));
                assertThat(cluster.writesUntilNextNamespaceIsReady()).isEqualTo(TestCluster.NAMESPACE_WRITES);
            }
        }
    }

    @Test
    void controllersThatStartOnACompleteClusterWriteNothing() {
        try (TestCluster cluster = TestCluster.start()) {
            createWebDeploymentAndService(cluster);
            cluster.untilRolledOut("web", 2);
            long settled = cluster.untilSettled();
            cluster.stopControllers();
            cluster.startControllers(SimulatedLatency.quick());
            assertThat(cluster.untilSettled()).isEqualTo(settled + TestCluster.NAMESPACE_WRITES);
        }
    }

    @Test
    void controllersContinueTheWorkOfStoppedOnes() {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.createDeployment("web", 3);
            cluster.until("pods exist", () -> !cluster.list("pods").isEmpty());
            cluster.stopControllers();
            cluster.startControllers(SimulatedLatency.quick());
            cluster.untilRolledOut("web", 3);
        }
    }

    @Test
    void aStoppedClusterLeavesNoThread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        TestCluster cluster = TestCluster.start();
        cluster.createDeployment("web", 2);
        cluster.untilRolledOut("web", 2);
        assertThat(serverThreads(before)).isNotEmpty();
        cluster.close();
        cluster.until("the threads have ended", () -> serverThreads(before).isEmpty());
    }

    @Test
    void theNodesLeaseIsRenewedAtEachHeartbeat() {
        FakeClock time = new FakeClock();
        SimulatedLatency latency = SimulatedLatency.immediate().withHeartbeat(Duration.ofSeconds(10));
        try (TestCluster cluster = TestCluster.start(latency, time)) {
            String first = renewTime(cluster);
            time.pass(Duration.ofSeconds(10));
            cluster.until("the lease is renewed", () -> renewTime(cluster).compareTo(first) > 0);
        }
    }

    @Test
    void theNodesLeaseIsNotRenewedWithoutAHeartbeat() {
        FakeClock time = new FakeClock();
        try (TestCluster cluster = TestCluster.start(SimulatedLatency.immediate(), time)) {
            String first = renewTime(cluster);
            time.pass(Duration.ofMinutes(5));
            cluster.createNamespace("later");
            assertThat(renewTime(cluster)).isEqualTo(first);
        }
    }

    private static String renewTime(TestCluster cluster) {
        return cluster.registry
                .find(cluster.registry.type("leases.coordination.k8s.io"), "kube-node-lease", "watchworks")
                .at("/spec/renewTime")
                .asText();
    }

    private static List<String> serverThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.getName().startsWith("apiserver-"))
                .map(Thread::getName)
                .collect(Collectors.toList());
    }
}
