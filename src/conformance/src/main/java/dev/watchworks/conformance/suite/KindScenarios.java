package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.stage.Contract;
import dev.watchworks.conformance.stage.Stage;
import dev.watchworks.conformance.stage.Watch;

/** What the API makes of objects of one kind or another: defaults, allocation, subresources. */
final class KindScenarios {

    @Contract(27)
    void a_pod_gets_its_defaults(Stage stage) {
        stage.pod("a")
                .is("/spec/restartPolicy", "Always")
                .is("/spec/dnsPolicy", "ClusterFirst")
                .is("/spec/terminationGracePeriodSeconds", 30)
                .is("/spec/containers/0/imagePullPolicy", "IfNotPresent")
                .is("/status/qosClass", "BestEffort");
    }

    @Contract(27)
    void a_deployment_gets_its_defaults(Stage stage) {
        stage.post(stage.in("apps/v1", "deployments"), Stage.deploymentJson("a"))
                .code(201)
                .is("/spec/strategy/type", "RollingUpdate")
                .is("/spec/strategy/rollingUpdate/maxSurge", "25%")
                .is("/spec/revisionHistoryLimit", 10)
                .is("/spec/progressDeadlineSeconds", 600);
    }

    @Contract(27)
    void a_service_gets_an_address(Stage stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}")
                .code(201)
                .is("/spec/type", "ClusterIP")
                .is("/spec/ports/0/protocol", "TCP")
                .is("/spec/ports/0/targetPort", 80)
                .has("/spec/clusterIP");
    }

    @Contract(27)
    void a_service_of_node_ports_gets_a_port(Stage stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'type':'NodePort','ports':[{'port':80}]}}")
                .code(201)
                .has("/spec/ports/0/nodePort");
    }

    @Contract(27)
    void a_secret_takes_strings_and_keeps_bytes(Stage stage) {
        stage.post(stage.in("secrets"), "{'metadata':{'name':'a'},'stringData':{'k':'v'}}")
                .code(201)
                .is("/data/k", "dg==")
                .is("/type", "Opaque")
                .lacks("/stringData");
    }

    @Contract(27)
    void a_replica_set_is_created(Stage stage) {
        stage.post(
                        stage.in("apps/v1", "replicasets"),
                        "{'metadata':{'name':'a'},'spec':{'replicas':0,'selector':{'matchLabels':{'app':'a'}},'template':{'metadata':{'labels':{'app':'a'}},'spec':{'containers':[{'name':'web','image':'nginx'}]}}}}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/spec/replicas", 0);
    }

    @Contract(27)
    void a_lease_keeps_its_times(Stage stage) {
        stage.post(
                        stage.in("coordination.k8s.io/v1", "leases"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me','leaseDurationSeconds':15,'renewTime':'2025-01-01T00:00:00.123456Z'}}")
                .code(201)
                .is("/spec/renewTime", "2025-01-01T00:00:00.123456Z");
    }

    @Contract(32)
    void a_put_of_a_lease_that_is_not_there_creates_it(Stage stage) {
        stage.put(
                        stage.in("coordination.k8s.io/v1", "leases/a"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me'}}")
                .code(201)
                .is("/spec/holderIdentity", "me");
    }

    @Contract(35)
    void a_pod_is_bound_to_a_node_once(Stage stage) {
        stage.pod("a");
        stage.post(
                        stage.in("pods/a/binding"),
                        "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'a'},'target':{'kind':'Node','name':'nowhere'}}")
                .code(201)
                .is("/status", "Success");
        stage.get(stage.in("pods/a")).is("/spec/nodeName", "nowhere");
        stage.post(
                        stage.in("pods/a/binding"),
                        "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'a'},'target':{'kind':'Node','name':'elsewhere'}}")
                .code(409);
        stage.delete(stage.in("pods/a?gracePeriodSeconds=0"));
    }

    @Contract(47)
    void a_pod_is_evicted(Stage stage) {
        stage.pod("a");
        stage.post(stage.in("pods/a/eviction"), "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'a'}}")
                .code(201)
                .is("/status", "Success");
        stage.get(stage.in("pods/a")).code(404);
    }

    @Contract({36, 48})
    void a_namespace_has_a_label_with_its_name(Stage stage) {
        stage.get("/api/v1/namespaces/" + stage.namespace())
                .is("/metadata/labels/kubernetes.io~1metadata.name", stage.namespace())
                .is("/status/phase", "Active")
                .is("/spec/finalizers/0", "kubernetes");
    }

    @Contract(3)
    void deployments_are_watched(Stage stage) {
        String from = stage.get(stage.in("apps/v1", "deployments")).version();
        Watch watch = stage.watch(stage.in("apps/v1", "deployments?resourceVersion=" + from));
        stage.post(stage.in("apps/v1", "deployments"), Stage.deploymentJson("a"))
                .code(201);

        watch.next("ADDED", "a").is("/kind", "Deployment").is("/apiVersion", "apps/v1");
    }
}
