package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.CROWDED;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** More requests at a time than the server takes. */
final class ThrottlingScenarios {
    private static final String MAPS = "configmaps";

    @ConformanceScenario(value = 58, on = CROWDED)
    void whoAsksWhileAllPlacesAreTakenIsSentAwayInPlainText(ScenarioClient stage) {
        stage.map("a");
        stage.takeAllPlaces();
        stage.get(stage.in(MAPS))
                .code(429)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Retry-After", "1");
        stage.await(stage.in(MAPS), reply -> reply.body().contains("ConfigMapList"));
        stage.get(stage.in(MAPS)).code(200).is("/items/0/metadata/name", "a");
    }
}
