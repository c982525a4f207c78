package dev.watchworks.conformance.scenario;

import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scenario.
 *
 * @param transcript the requests and responses, up to the failure if there was one
 * @param failure the expectation that was not met, or null
 */
public record ScenarioRun(
        Scenario scenario, Transcript transcript, @Nullable Throwable failure) {
    /** A scenario spends most of its time waiting. */
    private static final int AT_ONCE = 12;

    /** Plays a scenario. */
    public static ScenarioRun play(Scenario scenario, ApiServer server) {
        String tag = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
        try (ScenarioClient client = new ScenarioClient(server, tag)) {
            Throwable failure = null;
            try {
                scenario.play().accept(client);
            } catch (RuntimeException | AssertionError wrong) {
                failure = wrong;
            }
            return new ScenarioRun(scenario, client.transcript(), failure);
        }
    }

    /** Plays scenarios in parallel; the results are in the order of the scenarios. */
    public static List<ScenarioRun> playAll(List<Scenario> scenarios, ApiServer server) {
        return playAll(scenarios, scenario -> server);
    }

    /** Plays scenarios in parallel, each on its own server. */
    public static List<ScenarioRun> playAll(List<Scenario> scenarios, Function<Scenario, ApiServer> servers) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<ScenarioRun>> running = new ArrayList<>();
            scenarios.forEach(scenario -> running.add(threads.submit(() -> play(scenario, servers.apply(scenario)))));
            List<ScenarioRun> runs = new ArrayList<>();
            for (Future<ScenarioRun> run : running) {
                runs.add(run.get());
            }
            return runs;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            threads.shutdownNow();
        }
    }
}
