package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.WITH_CONTROLLERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** What a cluster does by itself. */
final class ControllerScenarios {

    @ConformanceScenario(value = 59, on = WITH_CONTROLLERS)
    void aNewNamespaceGetsAServiceAccountAndACertificate(ScenarioClient client) {
        client.await(
                client.in("serviceaccounts/default"),
                reply -> reply.names().isEmpty() && reply.text("/kind").equals("ServiceAccount"));
        client.await(
                        client.in("configmaps/kube-root-ca.crt"),
                        reply -> reply.text("/kind").equals("ConfigMap"))
                .has("/data/ca.crt");
    }

    @ConformanceScenario(value = 54, on = WITH_CONTROLLERS)
    void aDeploymentBecomesAvailable(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), live("a", 2)).code(201);
        ScenarioResponse done = client.await(
                client.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/availableReplicas").equals("2"));

        done.is("/status/observedGeneration", done.text("/metadata/generation")).is("/status/updatedReplicas", 2);
    }

    @ConformanceScenario(
            value = {54, 55},
            on = WITH_CONTROLLERS)
    void aDeploymentIsScaled(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), live("a", 1)).code(201);
        client.await(
                client.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/readyReplicas").equals("1"));
        client.merge(client.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':3}}")
                .code(200);

        client.await(
                client.in("apps/v1", "deployments/a"),
                reply -> reply.text("/status/readyReplicas").equals("3"));
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void anObjectWithoutItsOwnerIsRemoved(ScenarioClient client) {
        ScenarioResponse owner = client.configMap("owner");
        owned(client, "child", owner, false);
        client.delete(client.in("configmaps/owner"), "{'propagationPolicy':'Background'}")
                .code(200);

        client.await(
                client.in("configmaps/child"), reply -> reply.text("/reason").equals("NotFound"));
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void anOrphanStaysWithoutItsOwner(ScenarioClient client) {
        ScenarioResponse owner = client.configMap("owner");
        owned(client, "child", owner, false);
        client.delete(client.in("configmaps/owner"), "{'propagationPolicy':'Orphan'}")
                .code(200);
        client.await(
                client.in("configmaps/owner"), reply -> reply.text("/reason").equals("NotFound"));

        client.get(client.in("configmaps/child")).code(200).lacks("/metadata/ownerReferences");
    }

    @ConformanceScenario(value = 48, on = WITH_CONTROLLERS)
    void inTheForegroundTheOwnerIsRemovedLast(ScenarioClient client) {
        ScenarioResponse owner = client.configMap("owner");
        owned(client, "child", owner, true);
        client.delete(client.in("configmaps/owner"), "{'propagationPolicy':'Foreground'}")
                .code(200);
        client.await(
                client.in("configmaps/owner"), reply -> reply.text("/reason").equals("NotFound"));

        client.get(client.in("configmaps/child")).code(404);
    }

    @ConformanceScenario(
            value = {36, 47},
            on = WITH_CONTROLLERS)
    void aDeletedNamespaceIsEmptiedAndRemoved(ScenarioClient client) {
        String name = client.clusterScopedName("/api/v1/namespaces", "going");
        client.post("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}")
                .code(201);
        client.post("/api/v1/namespaces/" + name + "/configmaps", "{'metadata':{'name':'a'}}")
                .code(201);
        client.delete("/api/v1/namespaces/" + name).code(200);

        client.await(
                "/api/v1/namespaces/" + name, reply -> reply.text("/reason").equals("NotFound"));
        assertThat(client.get("/api/v1/namespaces/" + name + "/configmaps").names())
                .isEmpty();
    }

    @ConformanceScenario(value = 47, on = WITH_CONTROLLERS)
    void aRunningPodIsRemovedAfterItsDeletion(ScenarioClient client) {
        client.post(client.in("pods"), ScenarioClient.podJson("a").replace("'schedulerName':'nobody',", ""))
                .code(201);
        client.await(client.in("pods/a"), reply -> reply.text("/status/phase").equals("Running"));
        client.delete(client.in("pods/a")).code(200).has("/metadata/deletionTimestamp");

        client.await(client.in("pods/a"), reply -> reply.text("/reason").equals("NotFound"));
    }

    private static String live(String name, int replicas) {
        return ScenarioClient.deploymentJson(name).replace("'replicas':0,'paused':true", "'replicas':" + replicas);
    }

    private static void owned(ScenarioClient client, String name, ScenarioResponse owner, boolean blocks) {
        client.post(
                        client.in("configmaps"),
                        "{'metadata':{'name':'%s','ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'owner','uid':'%s','blockOwnerDeletion':%s}]}}"
                                .formatted(name, owner.text("/metadata/uid"), blocks))
                .code(201);
    }
}
