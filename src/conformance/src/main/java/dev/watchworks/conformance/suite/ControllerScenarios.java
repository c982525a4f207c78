package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.WITH_CONTROLLERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** What a cluster does by itself. */
final class ControllerScenarios {

    @ConformanceScenario(value = 59, on = WITH_CONTROLLERS)
    void a_new_namespace_gets_a_service_account_and_a_certificate(ScenarioClient stage) {
        stage.await(
                stage.in("serviceaccounts/default"),
                reply -> reply.names().isEmpty() && reply.text("/kind").equals("ServiceAccount"));
        stage.await(
                        stage.in("configmaps/kube-root-ca.crt"),
                        reply -> reply.text("/kind").equals("ConfigMap"))
                .has("/data/ca.crt");
    }

    @ConformanceScenario(value = 54, on = WITH_CONTROLLERS)
    void a_deployment_becomes_available(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), live("a", 2)).code(201);
        ScenarioResponse done = stage.await(
                stage.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/availableReplicas").equals("2"));

        done.is("/status/observedGeneration", done.text("/metadata/generation")).is("/status/updatedReplicas", 2);
    }

    @ConformanceScenario(
            value = {54, 55},
            on = WITH_CONTROLLERS)
    void a_deployment_is_scaled(ScenarioClient stage) {
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
    void what_has_no_owner_any_more_goes(ScenarioClient stage) {
        ScenarioResponse owner = stage.map("owner");
        owned(stage, "child", owner, false);
        stage.delete(stage.in("configmaps/owner"), "{'propagationPolicy':'Background'}")
                .code(200);

        stage.await(stage.in("configmaps/child"), reply -> reply.text("/reason").equals("NotFound"));
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void an_orphan_stays_without_its_owner(ScenarioClient stage) {
        ScenarioResponse owner = stage.map("owner");
        owned(stage, "child", owner, false);
        stage.delete(stage.in("configmaps/owner"), "{'propagationPolicy':'Orphan'}")
                .code(200);
        stage.await(stage.in("configmaps/owner"), reply -> reply.text("/reason").equals("NotFound"));

        stage.get(stage.in("configmaps/child")).code(200).lacks("/metadata/ownerReferences");
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void in_the_foreground_the_owner_goes_last(ScenarioClient stage) {
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
    void a_deleted_namespace_is_emptied_and_goes(ScenarioClient stage) {
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
    void a_running_pod_goes_after_its_deletion(ScenarioClient stage) {
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
