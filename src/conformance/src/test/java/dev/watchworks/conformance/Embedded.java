package dev.watchworks.conformance;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.stage.Contract;
import dev.watchworks.conformance.stage.Run;
import dev.watchworks.conformance.stage.Scenario;
import dev.watchworks.conformance.wire.HttpConnection;
import dev.watchworks.conformance.wire.Server;
import java.util.ArrayList;
import java.util.List;

/** The embedded server as a real one that has lived for a while: its first versions are forgotten. */
final class Embedded implements AutoCloseable {
    private final EmbeddedApiServer embedded;
    private final Server server;

    private Embedded(EmbeddedApiServer embedded) {
        this.embedded = embedded;
        embedded.compact();
        server = HttpConnection.ofText(embedded.kubeconfig());
    }

    /** An API server alone. */
    static Embedded bare() {
        return new Embedded(EmbeddedApiServer.builder().withoutControlLoops().start());
    }

    /** With its control loops. */
    static Embedded withControlLoops() {
        return new Embedded(EmbeddedApiServer.start());
    }

    Server server() {
        return server;
    }

    /** Plays each scenario on the cluster that it asks for. */
    static List<Run> play(List<Scenario> scenarios) {
        List<Run> runs = new ArrayList<>();
        try (Embedded bare = bare();
                Embedded living = withControlLoops()) {
            runs.addAll(Run.all(recorded(scenarios), bare.server()));
            runs.addAll(Run.all(of(scenarios, Contract.Cluster.WITH_CONTROLLERS), living.server()));
        }
        return runs;
    }

    /** Those whose answers are on record: all but those that need controllers. */
    static List<Scenario> recorded(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.cluster() != Contract.Cluster.WITH_CONTROLLERS)
                .toList();
    }

    static List<Scenario> of(List<Scenario> scenarios, Contract.Cluster cluster) {
        return scenarios.stream()
                .filter(scenario -> scenario.cluster() == cluster)
                .toList();
    }

    @Override
    public void close() {
        server.close();
        embedded.close();
    }
}
