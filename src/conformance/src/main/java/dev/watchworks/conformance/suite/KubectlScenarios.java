package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.Map;

/** The requests that kubectl's commands send, in their order. */
final class KubectlScenarios {
    private static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    @ConformanceScenario(52)
    void getWithWatchListsAndWatchesOn(ScenarioClient client) {
        client.configMap("a");
        ScenarioResponse list =
                client.get(client.in("configmaps?limit=500"), TABLE).is("/rows/0/cells/0", "a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?resourceVersion=" + list.text("/metadata/resourceVersion")), TABLE);
        client.configMap("b");

        watch.next().is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(52)
    void getOfOneObjectWithWatchBeginsWithIt(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        client.get(client.in("configmaps?fieldSelector=metadata.name%3Da&limit=500"), TABLE)
                .is("/rows/0/cells/0", "a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?fieldSelector=metadata.name%3Da&resourceVersion=0"), TABLE);
        watch.next().is("/rows/0/cells/0", "a");
        client.changeConfigMap("a", "1");

        watch.next().is("/rows/0/cells/0", "a");
    }

    @ConformanceScenario(53)
    void waitForADeletionReceivesIt(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?fieldSelector=metadata.name%3Da&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"));
        watch.receives("ADDED a");
        watch.bookmark();
        client.delete(client.in("configmaps/a"));

        watch.receives("DELETED a");
    }

    @ConformanceScenario(
            value = {54, 53},
            on = EXCLUSIVE)
    void aRolloutIsFollowedByGenerationAndCounts(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        ScenarioWatch watch = client.watch(client.in("apps/v1", "deployments?fieldSelector=metadata.name%3Da"));
        watch.next("ADDED", "a").is("/metadata/generation", 1);
        client.merge(
                        client.in("apps/v1", "deployments/a/status"),
                        "{'status':{'observedGeneration':1,'replicas':1,'updatedReplicas':1,'readyReplicas':1,'availableReplicas':1}}")
                .code(200);

        watch.next("MODIFIED", "a").is("/status/observedGeneration", 1);
    }

    @ConformanceScenario(55)
    void scalePatchesTheScale(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':2}}")
                .code(200);
        client.get(client.in("apps/v1", "deployments/a")).is("/spec/replicas", 2);
    }

    @ConformanceScenario(55)
    void runPostsAPod(ScenarioClient client) {
        client.post(
                        client.in("pods?fieldManager=kubectl-run"),
                        "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a','creationTimestamp':null,'labels':{'run':'a'}},"
                                + "'spec':{'schedulerName':'nobody','containers':[{'name':'a','image':'nginx','resources':{}}],"
                                + "'restartPolicy':'Always','dnsPolicy':'ClusterFirst'},'status':{}}")
                .code(201)
                .is("/spec/containers/0/imagePullPolicy", "Always");
    }

    @ConformanceScenario(56)
    void applyAsksThenCreatesThenPatches(ScenarioClient client) {
        client.get(client.in("configmaps/a")).code(404);
        client.post(
                        client.in("configmaps?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'1'}},'data':{'k':'1'}}")
                .code(201);
        client.get(client.in("configmaps/a")).code(200);
        client.patch(
                        client.in("configmaps/a?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.STRATEGIC,
                        "{'data':{'k':'2'}}")
                .code(200);
    }

    @ConformanceScenario(56)
    void applyWithAMisspeltFieldIsRefused(ScenarioClient client) {
        client.post(
                        client.in(
                                "apps/v1", "deployments?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.deploymentJson("a").replace("'replicas'", "'replica'"))
                .code(400)
                .matches("/message", ".*strict decoding error: unknown field \"spec.replica\"");
    }

    @ConformanceScenario(57)
    void describeListsTheEventsOfAnObject(ScenarioClient client) {
        ScenarioResponse pod = client.pod("a");
        client.post(
                        client.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a','uid':'%s'},'reason':'Pulled','message':'Image','type':'Normal','count':1}"
                                .formatted(client.namespace(), pod.text("/metadata/uid")))
                .code(201);
        client.get(client.in("events?limit=500&fieldSelector=involvedObject.name%3Da,involvedObject.uid%3D"
                        + pod.text("/metadata/uid")))
                .lists("a.1");
    }

    @ConformanceScenario(57)
    void newEventsAreServedByBothGroups(ScenarioClient client) {
        client.post(
                        client.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a'},'reason':'Pulled','type':'Normal'}"
                                .formatted(client.namespace()))
                .code(201)
                .is("/involvedObject/name", "a");
    }

    @ConformanceScenario(48)
    void deleteWaitsWithTheReturnedUid(ScenarioClient client) {
        client.configMap("a");
        ScenarioResponse deleted = client.delete(client.in("configmaps/a"), "{'propagationPolicy':'Background'}")
                .code(200);
        assertThat(deleted.text("/details/uid")).isNotEmpty();
    }

    @ConformanceScenario({36, 55})
    void labelAndAnnotateAreMergePatches(ScenarioClient client) {
        client.configMap("a");
        client.merge(client.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/labels/a", "b");
        client.merge(client.in("configmaps/a?fieldManager=kubectl-annotate"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/annotations/a", "b");
        client.merge(client.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':null}}}")
                .lacks("/metadata/labels");
    }

    @ConformanceScenario(49)
    void createNamespaceInProtobufIsAnsweredInJson(ScenarioClient client) {
        String name = client.clusterScopedName("/api/v1/namespaces", "ns");
        client.protobufNamespace(name).code(201).is("/kind", "Namespace").is("/metadata/name", name);
    }

    @ConformanceScenario(35)
    void aMessageEndsWithoutALineBreakAndWithItsDetails(ScenarioClient client) {
        client.request("GET", client.in("pods/x"), Map.of("Accept", "application/json"), "")
                .is("/details/name", "x");
    }
}
