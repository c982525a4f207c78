package dev.watchworks.conformance;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.RemoteApiServer;
import dev.watchworks.conformance.http.ThrottledApiServer;
import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import java.util.ArrayList;
import java.util.List;

/**
 * The embedded server in the states that scenarios need. Its first versions are compacted, as on a real server that has
 * run for a while.
 */
final class EmbeddedApiServers implements AutoCloseable {
    private final EmbeddedApiServer embedded;
    private final ApiServer server;

    private EmbeddedApiServers(EmbeddedApiServer embedded) {
        this.embedded = embedded;
        embedded.compact();
        server = RemoteApiServer.ofText(embedded.kubeconfig());
    }

    /** An API server without controllers. */
    static EmbeddedApiServers withoutControllers() {
        return new EmbeddedApiServers(
                EmbeddedApiServer.builder().withoutControllers().start());
    }

    /** An API server that serves one request at a time. */
    static EmbeddedApiServers throttled() {
        return new EmbeddedApiServers(EmbeddedApiServer.builder()
                .withoutControllers()
                .requestsInFlight(1)
                .start());
    }

    /** An API server with its controllers. */
    static EmbeddedApiServers withControlLoops() {
        return new EmbeddedApiServers(EmbeddedApiServer.start());
    }

    ApiServer server() {
        return server;
    }

    /** Plays each scenario on the cluster that it needs. */
    static List<ScenarioRun> play(List<Scenario> scenarios) {
        List<ScenarioRun> runs = new ArrayList<>(playRecorded(scenarios));
        try (EmbeddedApiServers living = withControlLoops()) {
            runs.addAll(ScenarioRun.playAll(
                    of(scenarios, ConformanceScenario.RequiredCluster.WITH_CONTROLLERS), living.server()));
        }
        return runs;
    }

    /** Plays the recorded scenarios, in their order. */
    static List<ScenarioRun> playRecorded(List<Scenario> scenarios) {
        try (EmbeddedApiServers unlimited = withoutControllers();
                EmbeddedApiServers throttled = throttled()) {
            return playRecorded(scenarios, unlimited.server(), throttled.server());
        }
    }

    /** Plays the recorded scenarios on a real server. */
    static List<ScenarioRun> playRecorded(List<Scenario> scenarios, ApiServer real) {
        try (ThrottledApiServer crowd = ThrottledApiServer.of(real)) {
            return playRecorded(scenarios, real, crowd);
        }
    }

    private static List<ScenarioRun> playRecorded(List<Scenario> scenarios, ApiServer server, ApiServer crowded) {
        return ScenarioRun.playAll(
                recorded(scenarios),
                scenario -> scenario.cluster() == ConformanceScenario.RequiredCluster.THROTTLED ? crowded : server);
    }

    /** Returns the recorded scenarios: all except those that need controllers. */
    static List<Scenario> recorded(List<Scenario> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.cluster() != ConformanceScenario.RequiredCluster.WITH_CONTROLLERS)
                .toList();
    }

    static List<Scenario> of(List<Scenario> scenarios, ConformanceScenario.RequiredCluster cluster) {
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
