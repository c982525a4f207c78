package dev.watchworks.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.LineStream;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.suite.ConformanceSuite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The cluster of a kubeconfig passes the suite: {@code -Dconformance.kubeconfig=FILE}. */
@EnabledIfSystemProperty(named = "conformance.kubeconfig", matches = ".+", disabledReason = "no cluster was named")
class KubeconfigClusterTest {

    @TestFactory
    Stream<DynamicTest> theNamedClusterPasses() {
        List<Scenario> all = ConformanceSuite.all();
        try (ApiServer server = RemoteApiServer.of(Path.of(System.getProperty("conformance.kubeconfig")))) {
            List<Scenario> played =
                    new ArrayList<>(EmbeddedApiServers.of(all, ConformanceScenario.RequiredCluster.ANY));
            boolean lives = hasControllers(server);
            play(
                    ConformanceScenario.RequiredCluster.WITH_CONTROLLERS,
                    lives,
                    "this cluster runs no controllers",
                    all,
                    played);
            play(
                    ConformanceScenario.RequiredCluster.EXCLUSIVE,
                    !lives,
                    "this cluster's controllers write too",
                    all,
                    played);
            play(
                    ConformanceScenario.RequiredCluster.COMPACTED,
                    isAged(server),
                    "this cluster still knows its first versions",
                    all,
                    played);
            play(
                    ConformanceScenario.RequiredCluster.THROTTLED,
                    false,
                    "how many requests it takes at a time is not ours to set",
                    all,
                    played);
            // What controllers do is played first. The other scenarios leave hundreds of namespaces to the namespace
            // controller of a real cluster, which needs minutes for them.
            List<Scenario> controlled =
                    EmbeddedApiServers.of(played, ConformanceScenario.RequiredCluster.WITH_CONTROLLERS);
            played.removeAll(controlled);
            List<ScenarioRun> runs = new ArrayList<>(ScenarioRun.playAll(controlled, server));
            runs.addAll(ScenarioRun.playAll(played, server));
            return runs.stream().map(run -> dynamicTest(run.scenario().file(), () -> judge(run)));
        }
    }

    /** In a cluster with controllers, each namespace has this config map. */
    private static boolean hasControllers(ApiServer server) {
        return server.send(ServerRequest.get("/api/v1/namespaces/default/configmaps/kube-root-ca.crt"))
                        .code()
                == 200;
    }

    /** A server can list a version until etcd drops it, and watch from a version until its caches drop it. */
    private static boolean isAged(ApiServer server) {
        String first = "/api/v1/namespaces/default/configmaps?resourceVersionMatch=Exact&resourceVersion=1";
        return server.send(ServerRequest.get(first)).code() == 410
                && hasForgottenWatches(server, "configmaps")
                && hasForgottenWatches(server, "nodes");
    }

    private static boolean hasForgottenWatches(ApiServer server, String resource) {
        ServerRequest watch =
                ServerRequest.get("/api/v1/" + resource + "?watch=true&resourceVersion=1&timeoutSeconds=1");
        try (LineStream stream = server.open(watch)) {
            String line = stream.next(Duration.ofSeconds(15));
            return line != null && line.contains("\"ERROR\"");
        }
    }

    private static void play(
            ConformanceScenario.RequiredCluster cluster,
            boolean plays,
            String why,
            List<Scenario> scenarios,
            List<Scenario> played) {
        List<Scenario> these = EmbeddedApiServers.of(scenarios, cluster);
        if (plays) {
            played.addAll(these);
        } else {
            System.out.println("NOT PLAYED: " + these.size() + " scenarios, because " + why);
        }
    }

    private static void judge(ScenarioRun run) throws Throwable {
        if (run.failure() != null) {
            throw run.failure();
        }
    }
}
