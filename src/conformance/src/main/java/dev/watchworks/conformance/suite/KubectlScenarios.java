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
    void get_with_watch_lists_and_watches_on(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse list =
                stage.get(stage.in("configmaps?limit=500"), TABLE).is("/rows/0/cells/0", "a");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?resourceVersion=" + list.text("/metadata/resourceVersion")), TABLE);
        stage.map("b");

        watch.next().is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(52)
    void get_of_one_object_with_watch_begins_with_it(ScenarioClient stage) {
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
    void wait_for_a_deletion_hears_of_it(ScenarioClient stage) {
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
    void a_rollout_is_followed_by_generation_and_counts(ScenarioClient stage) {
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
    void scale_patches_the_scale(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':2}}")
                .code(200);
        stage.get(stage.in("apps/v1", "deployments/a")).is("/spec/replicas", 2);
    }

    @ConformanceScenario(55)
    void run_posts_a_pod(ScenarioClient stage) {
        stage.post(
                        stage.in("pods?fieldManager=kubectl-run"),
                        "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a','creationTimestamp':null,'labels':{'run':'a'}},"
                                + "'spec':{'schedulerName':'nobody','containers':[{'name':'a','image':'nginx','resources':{}}],"
                                + "'restartPolicy':'Always','dnsPolicy':'ClusterFirst'},'status':{}}")
                .code(201)
                .is("/spec/containers/0/imagePullPolicy", "Always");
    }

    @ConformanceScenario(56)
    void apply_asks_then_creates_then_patches(ScenarioClient stage) {
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
    void apply_is_warned_of_a_misspelt_field(ScenarioClient stage) {
        stage.post(
                        stage.in(
                                "apps/v1", "deployments?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.deploymentJson("a").replace("'replicas'", "'replica'"))
                .code(400)
                .matches("/message", ".*strict decoding error: unknown field \"spec.replica\"");
    }

    @ConformanceScenario(57)
    void describe_lists_the_events_of_an_object(ScenarioClient stage) {
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
    void new_events_are_served_by_both_groups(ScenarioClient stage) {
        stage.post(
                        stage.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a'},'reason':'Pulled','type':'Normal'}"
                                .formatted(stage.namespace()))
                .code(201)
                .is("/involvedObject/name", "a");
    }

    @ConformanceScenario(48)
    void delete_waits_with_the_uid_it_was_told(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse deleted = stage.delete(stage.in("configmaps/a"), "{'propagationPolicy':'Background'}")
                .code(200);
        assertThat(deleted.text("/details/uid")).isNotEmpty();
    }

    @ConformanceScenario({36, 55})
    void label_and_annotate_are_merge_patches(ScenarioClient stage) {
        stage.map("a");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/labels/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-annotate"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/annotations/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':null}}}")
                .lacks("/metadata/labels");
    }

    @ConformanceScenario(49)
    void create_namespace_in_protobuf_is_answered_in_json(ScenarioClient stage) {
        String name = stage.clusterWide("/api/v1/namespaces", "ns");
        stage.protobufNamespace(name).code(201).is("/kind", "Namespace").is("/metadata/name", name);
    }

    @ConformanceScenario(35)
    void a_message_ends_without_a_line_break_and_with_its_details(ScenarioClient stage) {
        stage.request("GET", stage.in("pods/x"), Map.of("Accept", "application/json"), "")
                .is("/details/name", "x");
    }
}
