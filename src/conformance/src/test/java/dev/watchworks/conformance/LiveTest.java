package dev.watchworks.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.watchworks.conformance.stage.Contract;
import dev.watchworks.conformance.stage.Run;
import dev.watchworks.conformance.stage.Scenario;
import dev.watchworks.conformance.suite.Catalogue;
import dev.watchworks.conformance.wire.HttpConnection;
import dev.watchworks.conformance.wire.LineStream;
import dev.watchworks.conformance.wire.Request;
import dev.watchworks.conformance.wire.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Any cluster that a kubeconfig leads to passes the suite: {@code -Dconformance.kubeconfig=FILE}. */
@EnabledIfSystemProperty(named = "conformance.kubeconfig", matches = ".+", disabledReason = "no cluster was named")
class LiveTest {

    @TestFactory
    Stream<DynamicTest> theNamedClusterPasses() {
        List<Scenario> scenarios = Catalogue.all();
        try (Server server = HttpConnection.of(Path.of(System.getProperty("conformance.kubeconfig")))) {
            List<Scenario> played = new ArrayList<>(Embedded.of(scenarios, Contract.Cluster.ANY));
            boolean lives = hasControllers(server);
            play(Contract.Cluster.WITH_CONTROLLERS, lives, "this cluster runs no controllers", scenarios, played);
            play(Contract.Cluster.ALONE, !lives, "this cluster's controllers write too", scenarios, played);
            play(
                    Contract.Cluster.AGED,
                    isAged(server),
                    "this cluster still knows its first versions",
                    scenarios,
                    played);
            play(
                    Contract.Cluster.CROWDED,
                    false,
                    "how many requests it takes at a time is not ours to set",
                    scenarios,
                    played);
            return Run.all(played, server).stream()
                    .map(run -> dynamicTest(run.scenario().file(), () -> judge(run)));
        }
    }

    /** A cluster with controllers has filled its namespaces long ago. */
    private static boolean hasControllers(Server server) {
        return server.send(Request.get("/api/v1/namespaces/default/configmaps/kube-root-ca.crt"))
                        .code()
                == 200;
    }

    /** A server forgets a version for lists when etcd drops it, and for watches when its caches do, each in its time. */
    private static boolean isAged(Server server) {
        String first = "/api/v1/namespaces/default/configmaps?resourceVersionMatch=Exact&resourceVersion=1";
        return server.send(Request.get(first)).code() == 410
                && hasForgottenWatches(server, "configmaps")
                && hasForgottenWatches(server, "nodes");
    }

    private static boolean hasForgottenWatches(Server server, String resource) {
        Request watch = Request.get("/api/v1/" + resource + "?watch=true&resourceVersion=1&timeoutSeconds=1");
        try (LineStream stream = server.open(watch)) {
            String line = stream.next(Duration.ofSeconds(15));
            return line != null && line.contains("\"ERROR\"");
        }
    }

    private static void play(
            Contract.Cluster cluster, boolean plays, String why, List<Scenario> scenarios, List<Scenario> played) {
        List<Scenario> these = Embedded.of(scenarios, cluster);
        if (plays) {
            played.addAll(these);
        } else {
            System.out.println("NOT PLAYED: " + these.size() + " scenarios, because " + why);
        }
    }

    private static void judge(Run run) throws Throwable {
        if (run.failure() != null) {
            throw run.failure();
        }
    }
}
