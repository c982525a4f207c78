package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.WITH_CONTROLLERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** What a cluster does by itself. */
final class ControllerScenarios {

    @ConformanceScenario(value = 59, on = WITH_CONTROLLERS)
    void aNewNamespaceGetsAServiceAccountAndACertificate(ScenarioClient stage) {
        stage.await(
                stage.in("serviceaccounts/default"),
                reply -> reply.names().isEmpty() && reply.text("/kind").equals("ServiceAccount"));
        stage.await(
                        stage.in("configmaps/kube-root-ca.crt"),
                        reply -> reply.text("/kind").equals("ConfigMap"))
                .has("/data/ca.crt");
    }

    @ConformanceScenario(value = 54, on = WITH_CONTROLLERS)
    void aDeploymentBecomesAvailable(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), live("a", 2)).code(201);
        ScenarioResponse done = stage.await(
                stage.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/availableReplicas").equals("2"));

        done.is("/status/observedGeneration", done.text("/metadata/generation")).is("/status/updatedReplicas", 2);
    }

    @ConformanceScenario(
            value = {54, 55},
            on = WITH_CONTROLLERS)
    void aDeploymentIsScaled(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), live("a", 1)).code(201);
        stage.await(
                stage.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/readyReplicas").equals("1"));
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':3}}")
                .code(200);

        stage.await(
                stage.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/readyReplicas").equals("3"));
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void whatHasNoOwnerAnyMoreGoes(ScenarioClient stage) {
        ScenarioResponse owner = stage.map("owner");
        owned(stage, "child", owner, false);
        stage.delete(stage.in("configmaps/owner"), "{'propagationPolicy':'Background'}")
                .code(200);

        stage.await(stage.in("configmaps/child"), reply -> reply.text("/reason").equals("NotFound"));
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void anOrphanStaysWithoutItsOwner(ScenarioClient stage) {
        ScenarioResponse owner = stage.map("owner");
        owned(stage, "child", owner, false);
        stage.delete(stage.in("configmaps/owner"), "{'propagationPolicy':'Orphan'}")
                .code(200);
        stage.await(stage.in("configmaps/owner"), reply -> reply.text("/reason").equals("NotFound"));

        stage.get(stage.in("configmaps/child")).code(200).lacks("/metadata/ownerReferences");
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void inTheForegroundTheOwnerGoesLast(ScenarioClient stage) {
        ScenarioResponse owner = stage.map("owner");
        owned(stage, "child", owner, true);
        stage.delete(stage.in("configmaps/owner"), "{'propagationPolicy':'Foreground'}")
                .code(200);
        stage.await(stage.in("configmaps/owner"), reply -> reply.text("/reason").equals("NotFound"));

        stage.get(stage.in("configmaps/child")).code(404);
    }

    @ConformanceScenario(
            value = {36, 47},
            on = WITH_CONTROLLERS)
    void aDeletedNamespaceIsEmptiedAndGoes(ScenarioClient stage) {
        String name = stage.clusterWide("/api/v1/namespaces", "going");
        stage.post("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}").code(201);
        stage.post("/api/v1/namespaces/" + name + "/configmaps", "{'metadata':{'name':'a'}}")
                .code(201);
        stage.delete("/api/v1/namespaces/" + name).code(200);

        stage.await("/api/v1/namespaces/" + name, reply -> reply.text("/reason").equals("NotFound"));
        assertThat(stage.get("/api/v1/namespaces/" + name + "/configmaps").names())
                .isEmpty();
    }

    @ConformanceScenario(value = 47, on = WITH_CONTROLLERS)
    void aRunningPodGoesAfterItsDeletion(ScenarioClient stage) {
        stage.post(stage.in("pods"), ScenarioClient.podJson("a").replace("'schedulerName':'nobody',", ""))
                .code(201);
        stage.await(stage.in("pods/a"), reply -> reply.text("/status/phase").equals("Running"));
        stage.delete(stage.in("pods/a")).code(200).has("/metadata/deletionTimestamp");

        stage.await(stage.in("pods/a"), reply -> reply.text("/reason").equals("NotFound"));
    }

    private static String live(String name, int replicas) {
        return ScenarioClient.deploymentJson(name).replace("'replicas':0,'paused':true", "'replicas':" + replicas);
    }

    private static void owned(ScenarioClient stage, String name, ScenarioResponse owner, boolean blocks) {
        stage.post(
                        stage.in("configmaps"),
                        "{'metadata':{'name':'%s','ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'owner','uid':'%s','blockOwnerDeletion':%s}]}}"
                                .formatted(name, owner.text("/metadata/uid"), blocks))
                .code(201);
    }
}
