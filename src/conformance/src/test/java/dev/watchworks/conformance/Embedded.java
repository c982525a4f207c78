package dev.watchworks.conformance;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.stage.Contract;
import dev.watchworks.conformance.stage.Run;
import dev.watchworks.conformance.stage.Scenario;
import dev.watchworks.conformance.wire.Crowd;
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

    /** With room for one request at a time. */
    static Embedded crowded() {
        return new Embedded(EmbeddedApiServer.builder()
                .withoutControlLoops()
                .requestsInFlight(1)
                .start());
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
        List<Run> runs = new ArrayList<>(playRecorded(scenarios));
        try (Embedded living = withControlLoops()) {
            runs.addAll(Run.all(of(scenarios, Contract.Cluster.WITH_CONTROLLERS), living.server()));
        }
        return runs;
    }

    /** Plays those whose answers are on record, in their order. */
    static List<Run> playRecorded(List<Scenario> scenarios) {
        try (Embedded bare = bare();
                Embedded crowded = crowded()) {
            return playRecorded(scenarios, bare.server(), crowded.server());
        }
    }

    /** The same on a real server. */
    static List<Run> playRecorded(List<Scenario> scenarios, Server real) {
        try (Crowd crowd = Crowd.of(real)) {
            return playRecorded(scenarios, real, crowd);
        }
    }

    private static List<Run> playRecorded(List<Scenario> scenarios, Server server, Server crowded) {
        return Run.all(
                recorded(scenarios), scenario -> scenario.cluster() == Contract.Cluster.CROWDED ? crowded : server);
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
