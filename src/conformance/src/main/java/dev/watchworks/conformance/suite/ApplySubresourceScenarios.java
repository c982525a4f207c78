package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Server-side apply of the status and of the scale. */
final class ApplySubresourceScenarios {
    private static final String DEPLOYMENT = "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},%s}";
    private static final String SCALE =
            "{'apiVersion':'autoscaling/v1','kind':'Scale','metadata':{'name':'d'},'spec':{'replicas':%s}}";

    private static String deployments(ScenarioClient client) {
        return client.in("apps/v1", "deployments");
    }

    /** Applies a deployment with a number of replicas, or without the field. */
    private static ScenarioResponse apply(ScenarioClient client, String manager, String replicas) {
        return client.apply(deployments(client) + "/d", manager, DEPLOYMENT.formatted("""
                'spec':{%s'paused':true,'selector':{'matchLabels':{'app':'d'}},'template':{'metadata':{'labels':{'app':'d'}},
                'spec':{'containers':[{'name':'web','image':'nginx:1'}]}}}""".formatted(replicas)));
    }

    private static ScenarioResponse scale(ScenarioClient client, String manager, String replicas) {
        return client.apply(deployments(client) + "/d/scale", manager, SCALE.formatted(replicas));
    }

    @ConformanceScenario({38, 40})
    void aStatusIsApplied(ScenarioClient client) {
        client.pod("p");
        String pod = "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'status':{%s}}";
        client.apply(client.in("pods/p/status"), "a", pod.formatted("""
                        'conditions':[{'type':'example.com/Ready','status':'True','lastTransitionTime':'2026-01-01T00:00:00Z'}]"""))
                .code(200)
                .is("/metadata/managedFields/0/subresource", "status");
        client.apply(client.in("pods/p/status"), "b", pod.formatted("""
                        'conditions':[{'type':'example.com/Other','status':'False'}],'phase':'Pending'"""))
                .code(200)
                .has("/status/conditions/1");
        client.apply(client.in("pods/p/status"), "a", pod.formatted(""))
                .code(200)
                .lacks("/status/conditions/1");
    }

    @ConformanceScenario({38, 40})
    void aStatusAndTheRestAreAppliedApart(ScenarioClient client) {
        apply(client, "a", "'replicas':0,");
        client.apply(deployments(client) + "/d/status", "a", DEPLOYMENT.formatted("""
                        'spec':{'replicas':7,'minReadySeconds':3},'status':{'observedGeneration':4}"""))
                .code(200)
                .is("/spec/replicas", 0)
                .is("/status/observedGeneration", 4);
        client.apply(deployments(client) + "/d", "b", DEPLOYMENT.formatted("""
                        'spec':{'minReadySeconds':2},'status':{'observedGeneration':9}"""))
                .code(200)
                .is("/status/observedGeneration", 4);
        client.apply(deployments(client) + "/d/status", "c", """
                        {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','labels':{'by':'status'}},
                        'status':{'observedGeneration':4}}""").code(200);
        client.get(deployments(client) + "/d");
    }

    @ConformanceScenario({33, 38, 40})
    void aStatusOrScaleOfNothingIsNotFound(ScenarioClient client) {
        client.apply(deployments(client) + "/d/status", "a", DEPLOYMENT.formatted("'status':{}"))
                .code(404);
        scale(client, "a", "1").code(404);
        client.apply(deployments(client) + "/d/status", "a", "words").code(404);
    }

    @ConformanceScenario({38, 42, 55})
    void aScaleIsApplied(ScenarioClient client) {
        apply(client, "a", "");
        scale(client, "b", "3").code(409);
        scale(client, "b&force=true", "3").code(200).is("/spec/replicas", 3);
        client.get(deployments(client) + "/d").is("/spec/replicas", 3);
        scale(client, "b", "4").code(200).is("/spec/replicas", 4);
        client.get(deployments(client) + "/d");
        apply(client, "a", "").code(200).is("/spec/replicas", 4);
    }

    @ConformanceScenario({38, 42, 55})
    void theReplicasOfAnApplierAreAConflictForAScale(ScenarioClient client) {
        apply(client, "a", "'replicas':2,").code(201);
        scale(client, "b", "3").code(409);
        scale(client, "b", "2").code(200);
        client.get(deployments(client) + "/d");
        apply(client, "a", "").code(200).is("/spec/replicas", 2);
        scale(client, "b", "5").code(200);
        client.get(deployments(client) + "/d");
        scale(client, "a", "6").code(409);
        apply(client, "a", "'replicas':7,").code(409);
        apply(client, "a&force=true", "'replicas':7,").code(200).is("/spec/replicas", 7);
    }

    @ConformanceScenario({38, 42, 55})
    void theReplicasOfAnUpdateAreAConflictForAScale(ScenarioClient client) {
        client.post(
                        deployments(client) + "?fieldManager=u",
                        ScenarioClient.deploymentJson("d").replace("'replicas':0", "'replicas':2"))
                .code(201);
        scale(client, "a", "3").code(409);
        client.merge(deployments(client) + "/d/scale?fieldManager=v", "{'spec':{'replicas':4}}")
                .code(200);
        scale(client, "a", "3").code(409);
        scale(client, "a&force=true", "3").code(200);
        client.get(deployments(client) + "/d");
        client.apply(
                        deployments(client) + "/d/scale",
                        "a",
                        SCALE.formatted("3").replace("'spec':{'replicas':3}", "'spec':{}"))
                .code(200);
        client.get(deployments(client) + "/d");
    }

    @ConformanceScenario({34, 35, 38})
    void whatIsNoScaleIsRefused(ScenarioClient client) {
        apply(client, "a", "'replicas':2,");
        client.apply(deployments(client) + "/d/scale", "b", DEPLOYMENT.formatted("'spec':{'replicas':3}"))
                .code(400);
        scale(client, "b", "'three'").code(500);
        scale(client, "b&force=true", "-1").code(422);
        client.apply(deployments(client) + "/d/scale", "b", SCALE.formatted("3").replace("'d'", "'e'"))
                .code(409);
        client.apply(
                        deployments(client) + "/d/scale",
                        "b&force=true",
                        SCALE.formatted("3").replace("'d'", "'e'"))
                .code(400);
        client.apply(
                        deployments(client) + "/d/scale",
                        "b&force=true",
                        SCALE.formatted("3").replace("'name':'d'", "'name':'d','resourceVersion':'1'"))
                .code(409);
        client.apply(
                        deployments(client) + "/d/scale",
                        "b&force=true",
                        SCALE.formatted("3").replace("'name':'d'", "'name':'d','labels':{'a':'b'}"))
                .code(200);
        client.get(deployments(client) + "/d").lacks("/metadata/labels");
    }

    @ConformanceScenario(
            value = {38, 43, 55},
            on = ConformanceScenario.RequiredCluster.EXCLUSIVE)
    void aDryRunScalesNothing(ScenarioClient client) {
        apply(client, "a", "'replicas':2,");
        scale(client, "a&force=true&dryRun=All", "3").code(200).is("/spec/replicas", 3);
        client.apply(
                        deployments(client) + "/d/status",
                        "a&dryRun=All",
                        DEPLOYMENT.formatted("'status':{'observedGeneration':4}"))
                .code(200)
                .is("/status/observedGeneration", 4);
        client.get(deployments(client) + "/d").is("/spec/replicas", 2).lacks("/status/observedGeneration");
    }

    @ConformanceScenario({38, 40})
    void aSubresourceThatCannotBePatchedIsNotApplied(ScenarioClient client) {
        client.pod("p");
        client.apply(client.in("pods/p/binding"), "a", "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'p'}}")
                .code(405);
        client.apply(client.in("pods/p/log"), "a", "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'}}")
                .code(405);
    }
}
