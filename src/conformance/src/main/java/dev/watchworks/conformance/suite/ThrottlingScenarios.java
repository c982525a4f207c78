package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.THROTTLED;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** More requests at a time than the server serves. */
final class ThrottlingScenarios {
    private static final String MAPS = "configmaps";

    @ConformanceScenario(value = 58, on = THROTTLED)
    void aRequestBeyondTheLimitIsRefusedInPlainText(ScenarioClient client) {
        client.configMap("a");
        client.fillRequestsInFlight();
        client.get(client.in(MAPS))
                .code(429)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Retry-After", "1");
        client.await(client.in(MAPS), reply -> reply.body().contains("ConfigMapList"));
        client.get(client.in(MAPS)).code(200).is("/items/0/metadata/name", "a");
    }
}
