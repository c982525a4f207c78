package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.List;
import java.util.Map;

/** Unusual requests: old and odd paths, unsupported methods, bodies that are not JSON, options that contradict. */
final class RequestScenarios {

    @ConformanceScenario(35)
    void aMessageSaysWhereABodyStopsBeingJson(ScenarioClient client) {
        for (String body : List.of(
                "this is not JSON",
                "{'apiVersion':'v1','kind':'ConfigMap'",
                "{'kind':'Pod'}",
                "{'kind':'Nothing'}",
                "{'metadata':{'labels':[]}}")) {
            client.post(client.in("configmaps"), body).code(400).is("/reason", "BadRequest");
        }
    }

    @ConformanceScenario(35)
    void aMethodThatAResourceDoesNotHaveIsNotAllowed(ScenarioClient client) {
        client.pod("a");
        client.delete("/api/v1/namespaces").code(405).is("/reason", "MethodNotAllowed");
        client.delete(client.in("pods/a/status")).code(405);
        client.request("BREW", client.in("configmaps"), Map.of(), "").code(405);
    }

    @ConformanceScenario(35)
    void anEmptyPartOfAPathNamesNoResource(ScenarioClient client) {
        client.get("/api//v1/pods").code(404);
        client.get("/apis//v1/deployments").code(404);
        client.get("/api/v1/watch//pods").code(404);
        client.get(client.in("pods//x")).code(404);
    }

    @ConformanceScenario({18, 33})
    void aNameInThePathIsReadAlthoughAWatchIsRequested(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps/a?watch=true")).code(200).is("/kind", "ConfigMap");
    }

    @ConformanceScenario({25, 35})
    void aTokenThatCannotBeReadIsRefusedWithTheReason(ScenarioClient client) {
        client.get(client.in("configmaps?continue=abc"))
                .fails(
                        400,
                        "BadRequest",
                        "invalid continue token: continue key is not valid: invalid character 'i' looking for"
                                + " beginning of value");
        client.get(client.in("configmaps?continue=!!!"))
                .fails(
                        400,
                        "BadRequest",
                        "invalid continue token: continue key is not valid: illegal base64 data at input byte 0");
    }

    @ConformanceScenario(21)
    void aTimeOutMayHaveSeveralUnits(ScenarioClient client) {
        client.get(client.in("configmaps?timeout=1m30.5s")).code(200);
    }

    @ConformanceScenario({48, 35})
    void optionsOfADeletionMustNotContradict(ScenarioClient client) {
        client.configMap("a");
        client.delete(client.in("configmaps/a"), "{'propagationPolicy':'Orphan','orphanDependents':true}")
                .code(422)
                .is("/reason", "Invalid");
        client.delete(client.in("configmaps/a"), "nope").code(500);
        client.get(client.in("configmaps/a")).code(200);
    }

    @ConformanceScenario({48, 35})
    void optionsOfADeletionMayNameTheirKind(ScenarioClient client) {
        client.configMap("a");
        client.delete(
                        client.in("configmaps/a"),
                        "{'kind':'DeleteOptions','apiVersion':'v1','propagationPolicy':'Background'}")
                .code(200)
                .is("/status", "Success");
    }

    /** A real server ends it at once, sometimes with an ERROR event. The embedded server leaves it open. */
    @ConformanceScenario(17)
    void aWatchWithANegativeTimeOutIsAccepted(ScenarioClient client) {
        client.watch(client.in("configmaps?timeoutSeconds=-1"));
    }

    @ConformanceScenario(18)
    void anOldPathOfWatchesNamesAnObjectOrAllNamespaces(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        client.watch("/api/v1/watch/namespaces/" + client.namespace() + "/configmaps/b")
                .receives("ADDED b");
        client.watch("/api/v1/watch/configmaps?fieldSelector=metadata.namespace%3D" + client.namespace())
                .receives("ADDED a", "ADDED b");
    }

    @ConformanceScenario(18)
    void anOldPathOfWatchesStillWorks(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch("/api/v1/watch/namespaces/" + client.namespace() + "/configmaps");

        watch.receives("ADDED a");
    }
}
