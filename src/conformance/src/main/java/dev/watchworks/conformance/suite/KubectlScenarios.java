package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.ALONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.Map;

/** The requests behind kubectl's commands, in their order. */
final class KubectlScenarios {
    private static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    @ConformanceScenario(52)
    void getWithWatchListsAndWatchesOn(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse list =
                stage.get(stage.in("configmaps?limit=500"), TABLE).is("/rows/0/cells/0", "a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?resourceVersion=" + list.text("/metadata/resourceVersion")), TABLE);
        stage.map("b");

        watch.next().is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(52)
    void getOfOneObjectWithWatchBeginsWithIt(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        stage.get(stage.in("configmaps?fieldSelector=metadata.name%3Da&limit=500"), TABLE)
                .is("/rows/0/cells/0", "a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Da&resourceVersion=0"), TABLE);
        watch.next().is("/rows/0/cells/0", "a");
        stage.change("a", "1");

        watch.next().is("/rows/0/cells/0", "a");
    }

    @ConformanceScenario(53)
    void waitForADeletionHearsOfIt(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Da&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"));
        watch.tells("ADDED a");
        watch.bookmark();
        stage.delete(stage.in("configmaps/a"));

        watch.tells("DELETED a");
    }

    @ConformanceScenario(
            value = {54, 53},
            on = ALONE)
    void aRolloutIsFollowedByGenerationAndCounts(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        ScenarioWatch watch = stage.watch(stage.in("apps/v1", "deployments?fieldSelector=metadata.name%3Da"));
        watch.next("ADDED", "a").is("/metadata/generation", 1);
        stage.merge(
                        stage.in("apps/v1", "deployments/a/status"),
                        "{'status':{'observedGeneration':1,'replicas':1,'updatedReplicas':1,'readyReplicas':1,'availableReplicas':1}}")
                .code(200);

        watch.next("MODIFIED", "a").is("/status/observedGeneration", 1);
    }

    @ConformanceScenario(55)
    void scalePatchesTheScale(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':2}}")
                .code(200);
        stage.get(stage.in("apps/v1", "deployments/a")).is("/spec/replicas", 2);
    }

    @ConformanceScenario(55)
    void runPostsAPod(ScenarioClient stage) {
        stage.post(
                        stage.in("pods?fieldManager=kubectl-run"),
                        "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a','creationTimestamp':null,'labels':{'run':'a'}},"
                                + "'spec':{'schedulerName':'nobody','containers':[{'name':'a','image':'nginx','resources':{}}],"
                                + "'restartPolicy':'Always','dnsPolicy':'ClusterFirst'},'status':{}}")
                .code(201)
                .is("/spec/containers/0/imagePullPolicy", "Always");
    }

    @ConformanceScenario(56)
    void applyAsksThenCreatesThenPatches(ScenarioClient stage) {
        stage.get(stage.in("configmaps/a")).code(404);
        stage.post(
                        stage.in("configmaps?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'1'}},'data':{'k':'1'}}")
                .code(201);
        stage.get(stage.in("configmaps/a")).code(200);
        stage.patch(
                        stage.in("configmaps/a?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.STRATEGIC,
                        "{'data':{'k':'2'}}")
                .code(200);
    }

    @ConformanceScenario(56)
    void applyIsWarnedOfAMisspeltField(ScenarioClient stage) {
        stage.post(
                        stage.in(
                                "apps/v1", "deployments?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.deploymentJson("a").replace("'replicas'", "'replica'"))
                .code(400)
                .matches("/message", ".*strict decoding error: unknown field \"spec.replica\"");
    }

    @ConformanceScenario(57)
    void describeListsTheEventsOfAnObject(ScenarioClient stage) {
        ScenarioResponse pod = stage.pod("a");
        stage.post(
                        stage.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a','uid':'%s'},'reason':'Pulled','message':'Image','type':'Normal','count':1}"
                                .formatted(stage.namespace(), pod.text("/metadata/uid")))
                .code(201);
        stage.get(stage.in("events?limit=500&fieldSelector=involvedObject.name%3Da,involvedObject.uid%3D"
                        + pod.text("/metadata/uid")))
                .lists("a.1");
    }

    @ConformanceScenario(57)
    void newEventsAreServedByBothGroups(ScenarioClient stage) {
        stage.post(
                        stage.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a'},'reason':'Pulled','type':'Normal'}"
                                .formatted(stage.namespace()))
                .code(201)
                .is("/involvedObject/name", "a");
    }

    @ConformanceScenario(48)
    void deleteWaitsWithTheUidItWasTold(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse deleted = stage.delete(stage.in("configmaps/a"), "{'propagationPolicy':'Background'}")
                .code(200);
        assertThat(deleted.text("/details/uid")).isNotEmpty();
    }

    @ConformanceScenario({36, 55})
    void labelAndAnnotateAreMergePatches(ScenarioClient stage) {
        stage.map("a");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/labels/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-annotate"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/annotations/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':null}}}")
                .lacks("/metadata/labels");
    }

    @ConformanceScenario(49)
    void createNamespaceInProtobufIsAnsweredInJson(ScenarioClient stage) {
        String name = stage.clusterWide("/api/v1/namespaces", "ns");
        stage.protobufNamespace(name).code(201).is("/kind", "Namespace").is("/metadata/name", name);
    }

    @ConformanceScenario(35)
    void aMessageEndsWithoutALineBreakAndWithItsDetails(ScenarioClient stage) {
        stage.request("GET", stage.in("pods/x"), Map.of("Accept", "application/json"), "")
                .is("/details/name", "x");
    }
}
