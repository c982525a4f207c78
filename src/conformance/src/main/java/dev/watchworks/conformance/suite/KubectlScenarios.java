package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.stage.Contract.Cluster.ALONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.stage.Contract;
import dev.watchworks.conformance.stage.Reply;
import dev.watchworks.conformance.stage.Stage;
import dev.watchworks.conformance.stage.Watch;
import java.util.Map;

/** The requests behind kubectl's commands, in their order. */
final class KubectlScenarios {
    private static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    @Contract(52)
    void get_with_watch_lists_and_watches_on(Stage stage) {
        stage.map("a");
        Reply list = stage.get(stage.in("configmaps?limit=500"), TABLE).is("/rows/0/cells/0", "a");
        Watch watch =
                stage.watch(stage.in("configmaps?resourceVersion=" + list.text("/metadata/resourceVersion")), TABLE);
        stage.map("b");

        watch.next().is("/rows/0/cells/0", "b");
    }

    @Contract(52)
    void get_of_one_object_with_watch_begins_with_it(Stage stage) {
        stage.map("a");
        stage.map("b");
        stage.get(stage.in("configmaps?fieldSelector=metadata.name%3Da&limit=500"), TABLE)
                .is("/rows/0/cells/0", "a");
        Watch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Da&resourceVersion=0"), TABLE);
        watch.next().is("/rows/0/cells/0", "a");
        stage.change("a", "1");

        watch.next().is("/rows/0/cells/0", "a");
    }

    @Contract(53)
    void wait_for_a_deletion_hears_of_it(Stage stage) {
        stage.map("a");
        Watch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Da&sendInitialEvents=true"
                + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"));
        watch.tells("ADDED a");
        watch.bookmark();
        stage.delete(stage.in("configmaps/a"));

        watch.tells("DELETED a");
    }

    @Contract(
            value = {54, 53},
            on = ALONE)
    void a_rollout_is_followed_by_generation_and_counts(Stage stage) {
        stage.post(stage.in("apps/v1", "deployments"), Stage.deploymentJson("a"))
                .code(201);
        Watch watch = stage.watch(stage.in("apps/v1", "deployments?fieldSelector=metadata.name%3Da"));
        watch.next("ADDED", "a").is("/metadata/generation", 1);
        stage.merge(
                        stage.in("apps/v1", "deployments/a/status"),
                        "{'status':{'observedGeneration':1,'replicas':1,'updatedReplicas':1,'readyReplicas':1,'availableReplicas':1}}")
                .code(200);

        watch.next("MODIFIED", "a").is("/status/observedGeneration", 1);
    }

    @Contract(55)
    void scale_patches_the_scale(Stage stage) {
        stage.post(stage.in("apps/v1", "deployments"), Stage.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':2}}")
                .code(200);
        stage.get(stage.in("apps/v1", "deployments/a")).is("/spec/replicas", 2);
    }

    @Contract(55)
    void run_posts_a_pod(Stage stage) {
        stage.post(
                        stage.in("pods?fieldManager=kubectl-run"),
                        "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a','creationTimestamp':null,'labels':{'run':'a'}},"
                                + "'spec':{'schedulerName':'nobody','containers':[{'name':'a','image':'nginx','resources':{}}],"
                                + "'restartPolicy':'Always','dnsPolicy':'ClusterFirst'},'status':{}}")
                .code(201)
                .is("/spec/containers/0/imagePullPolicy", "Always");
    }

    @Contract(56)
    void apply_asks_then_creates_then_patches(Stage stage) {
        stage.get(stage.in("configmaps/a")).code(404);
        stage.post(
                        stage.in("configmaps?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'1'}},'data':{'k':'1'}}")
                .code(201);
        stage.get(stage.in("configmaps/a")).code(200);
        stage.patch(
                        stage.in("configmaps/a?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        Stage.STRATEGIC,
                        "{'data':{'k':'2'}}")
                .code(200);
    }

    @Contract(56)
    void apply_is_warned_of_a_misspelt_field(Stage stage) {
        stage.post(
                        stage.in(
                                "apps/v1", "deployments?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        Stage.deploymentJson("a").replace("'replicas'", "'replica'"))
                .code(400)
                .matches("/message", ".*strict decoding error: unknown field \"spec.replica\"");
    }

    @Contract(57)
    void describe_lists_the_events_of_an_object(Stage stage) {
        Reply pod = stage.pod("a");
        stage.post(
                        stage.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a','uid':'%s'},'reason':'Pulled','message':'Image','type':'Normal','count':1}"
                                .formatted(stage.namespace(), pod.text("/metadata/uid")))
                .code(201);
        stage.get(stage.in("events?limit=500&fieldSelector=involvedObject.name%3Da,involvedObject.uid%3D"
                        + pod.text("/metadata/uid")))
                .lists("a.1");
    }

    @Contract(57)
    void new_events_are_served_by_both_groups(Stage stage) {
        stage.post(
                        stage.in("events"),
                        "{'metadata':{'name':'a.1'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'a'},'reason':'Pulled','type':'Normal'}"
                                .formatted(stage.namespace()))
                .code(201)
                .is("/involvedObject/name", "a");
    }

    @Contract(48)
    void delete_waits_with_the_uid_it_was_told(Stage stage) {
        stage.map("a");
        Reply deleted = stage.delete(stage.in("configmaps/a"), "{'propagationPolicy':'Background'}")
                .code(200);
        assertThat(deleted.text("/details/uid")).isNotEmpty();
    }

    @Contract({36, 55})
    void label_and_annotate_are_merge_patches(Stage stage) {
        stage.map("a");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/labels/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-annotate"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/annotations/a", "b");
        stage.merge(stage.in("configmaps/a?fieldManager=kubectl-label"), "{'metadata':{'labels':{'a':null}}}")
                .lacks("/metadata/labels");
    }

    @Contract(49)
    void create_namespace_in_protobuf_is_answered_in_json(Stage stage) {
        String name = stage.clusterWide("/api/v1/namespaces", "ns");
        stage.protobufNamespace(name).code(201).is("/kind", "Namespace").is("/metadata/name", name);
    }

    @Contract(35)
    void a_message_ends_without_a_line_break_and_with_its_details(Stage stage) {
        stage.request("GET", stage.in("pods/x"), Map.of("Accept", "application/json"), "")
                .is("/details/name", "x");
    }
}
