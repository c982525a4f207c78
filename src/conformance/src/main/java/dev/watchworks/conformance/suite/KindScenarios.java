package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** What the API makes of objects of one kind or another: defaults, allocation, subresources. */
final class KindScenarios {

    @ConformanceScenario(27)
    void aPodGetsItsDefaults(ScenarioClient stage) {
        stage.pod("a")
                .is("/spec/restartPolicy", "Always")
                .is("/spec/dnsPolicy", "ClusterFirst")
                .is("/spec/terminationGracePeriodSeconds", 30)
                .is("/spec/containers/0/imagePullPolicy", "IfNotPresent")
                .is("/status/qosClass", "BestEffort");
    }

    @ConformanceScenario(27)
    void aDeploymentGetsItsDefaults(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201)
                .is("/spec/strategy/type", "RollingUpdate")
                .is("/spec/strategy/rollingUpdate/maxSurge", "25%")
                .is("/spec/revisionHistoryLimit", 10)
                .is("/spec/progressDeadlineSeconds", 600);
    }

    @ConformanceScenario(27)
    void aServiceGetsAnAddress(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}")
                .code(201)
                .is("/spec/type", "ClusterIP")
                .is("/spec/ports/0/protocol", "TCP")
                .is("/spec/ports/0/targetPort", 80)
                .has("/spec/clusterIP");
    }

    @ConformanceScenario(27)
    void aServiceOfNodePortsGetsAPort(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'type':'NodePort','ports':[{'port':80}]}}")
                .code(201)
                .has("/spec/ports/0/nodePort");
    }

    @ConformanceScenario(27)
    void aSecretTakesStringsAndKeepsBytes(ScenarioClient stage) {
        stage.post(stage.in("secrets"), "{'metadata':{'name':'a'},'stringData':{'k':'v'}}")
                .code(201)
                .is("/data/k", "dg==")
                .is("/type", "Opaque")
                .lacks("/stringData");
    }

    @ConformanceScenario(27)
    void aReplicaSetIsCreated(ScenarioClient stage) {
        stage.post(
                        stage.in("apps/v1", "replicasets"),
                        "{'metadata':{'name':'a'},'spec':{'replicas':0,'selector':{'matchLabels':{'app':'a'}},'template':{'metadata':{'labels':{'app':'a'}},'spec':{'containers':[{'name':'web','image':'nginx'}]}}}}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/spec/replicas", 0);
    }

    @ConformanceScenario(27)
    void aLeaseKeepsItsTimes(ScenarioClient stage) {
        stage.post(
                        stage.in("coordination.k8s.io/v1", "leases"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me','leaseDurationSeconds':15,'renewTime':'2025-01-01T00:00:00.123456Z'}}")
                .code(201)
                .is("/spec/renewTime", "2025-01-01T00:00:00.123456Z");
    }

    @ConformanceScenario(32)
    void aPutOfALeaseThatIsNotThereCreatesIt(ScenarioClient stage) {
        stage.put(
                        stage.in("coordination.k8s.io/v1", "leases/a"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me'}}")
                .code(201)
                .is("/spec/holderIdentity", "me");
    }

    @ConformanceScenario(35)
    void aPodIsBoundToANodeOnce(ScenarioClient stage) {
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

    @ConformanceScenario(47)
    void aPodIsEvicted(ScenarioClient stage) {
        stage.pod("a");
        stage.post(stage.in("pods/a/eviction"), "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'a'}}")
                .code(201)
                .is("/status", "Success");
        stage.get(stage.in("pods/a")).code(404);
    }

    @ConformanceScenario({36, 48})
    void aNamespaceHasALabelWithItsName(ScenarioClient stage) {
        stage.get("/api/v1/namespaces/" + stage.namespace())
                .is("/metadata/labels/kubernetes.io~1metadata.name", stage.namespace())
                .is("/status/phase", "Active")
                .is("/spec/finalizers/0", "kubernetes");
    }

    @ConformanceScenario(3)
    void deploymentsAreWatched(ScenarioClient stage) {
        String from = stage.get(stage.in("apps/v1", "deployments")).version();
        ScenarioWatch watch = stage.watch(stage.in("apps/v1", "deployments?resourceVersion=" + from));
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);

        watch.next("ADDED", "a").is("/kind", "Deployment").is("/apiVersion", "apps/v1");
    }

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String TEMPLATE = "'template':{'metadata':{'labels':{'app':'a'}},'spec':{"
            + "'containers':[{'name':'web','image':'nginx:1.27'}]}}";
    private static final String SELECTOR = "'selector':{'matchLabels':{'app':'a'}},";

    @ConformanceScenario({3, 27})
    void aStatefulSetIsStoredWithItsDefaultsAndWatched(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in(
                "apps/v1",
                "statefulsets?resourceVersion="
                        + stage.get(stage.in("apps/v1", "statefulsets")).version()));
        stage.post(
                        stage.in("apps/v1", "statefulsets"),
                        "{'metadata':{'name':'a'},'spec':{'replicas':0,'serviceName':'a'," + SELECTOR + TEMPLATE + "}}")
                .code(201)
                .is("/spec/podManagementPolicy", "OrderedReady")
                .is("/metadata/generation", 1);
        stage.get(stage.in("apps/v1", "statefulsets"), TABLE).is("/rows/0/cells/1", "0/0");

        watch.next("ADDED", "a");
        stage.merge(stage.in("apps/v1", "statefulsets/a"), "{'spec':{'minReadySeconds':1}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({3, 27})
    void aDaemonSetIsStoredWithItsDefaultsAndWatched(ScenarioClient stage) {
        stage.post(
                        stage.in("apps/v1", "daemonsets"),
                        "{'metadata':{'name':'a'},'spec':{" + SELECTOR
                                + TEMPLATE.replace("'containers'", "'nodeSelector':{'no':'where'},'containers'") + "}}")
                .code(201)
                .is("/spec/updateStrategy/rollingUpdate/maxUnavailable", 1);
        stage.get(stage.in("apps/v1", "daemonsets"), TABLE).code(200);
        stage.patch(
                        stage.in("apps/v1", "daemonsets/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'template':{'spec':{'containers':[{'name':'web','image':'nginx:2'}]}}}}")
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({3, 27, 35})
    void aJobIsStoredWithItsDefaultsAndWatched(ScenarioClient stage) {
        String template = TEMPLATE.replace("'containers'", "'restartPolicy':'Never','containers'");
        stage.post(stage.in("batch/v1", "jobs"), "{'metadata':{'name':'a'},'spec':{'suspend':true," + template + "}}")
                .code(201)
                .is("/spec/backoffLimit", 6)
                .is("/spec/completions", 1)
                .is("/metadata/labels/app", "a");
        stage.get(stage.in("batch/v1", "jobs"), TABLE).code(200).is("/rows/0/cells/2", "0/1");
        stage.post(stage.in("batch/v1", "jobs"), "{'metadata':{'name':'b'},'spec':{" + TEMPLATE + "}}")
                .code(422)
                .is("/details/causes/0/field", "spec.template.spec.restartPolicy");
    }

    @ConformanceScenario({3, 27, 35})
    void aCronJobIsStoredWithItsDefaultsAndWatched(ScenarioClient stage) {
        String job = "'jobTemplate':{'spec':{"
                + TEMPLATE.replace("'containers'", "'restartPolicy':'OnFailure','containers'") + "}}";
        stage.post(
                        stage.in("batch/v1", "cronjobs"),
                        "{'metadata':{'name':'a'},'spec':{'suspend':true,'schedule':'0 0 1 1 *'," + job + "}}")
                .code(201)
                .is("/spec/concurrencyPolicy", "Allow")
                .is("/spec/successfulJobsHistoryLimit", 3);
        stage.get(stage.in("batch/v1", "cronjobs"), TABLE).code(200).is("/rows/0/cells/1", "0 0 1 1 *");
        stage.post(stage.in("batch/v1", "cronjobs"), "{'metadata':{'name':'b'},'spec':{" + job + "}}")
                .code(422)
                .is("/details/causes/0/field", "spec.schedule");
    }

    @ConformanceScenario({3, 27, 35})
    void anIngressIsStoredAndWatched(ScenarioClient stage) {
        String rule =
                "{'metadata':{'name':'a'},'spec':{'rules':[{'host':'a.example.com','http':{'paths':[{'path':'/','pathType':'Prefix',"
                        + "'backend':{'service':{'name':'a','port':{'number':80}}}}]}}]}}";
        stage.post(stage.in("networking.k8s.io/v1", "ingresses"), rule)
                .code(201)
                .is("/metadata/generation", 1);
        stage.get(stage.in("networking.k8s.io/v1", "ingresses"), TABLE).is("/rows/0/cells/2", "a.example.com");
        stage.post(
                        stage.in("networking.k8s.io/v1", "ingresses"),
                        rule.replace("'name':'a'}", "'name':'b'}").replace("'pathType':'Prefix',", ""))
                .code(422)
                .is("/details/causes/0/field", "spec.rules[0].http.paths[0].pathType");
    }

    @ConformanceScenario({3, 27})
    void aNetworkPolicyIsStoredAndWatched(ScenarioClient stage) {
        stage.post(
                        stage.in("networking.k8s.io/v1", "networkpolicies"),
                        "{'metadata':{'name':'a'},'spec':{'podSelector':{'matchLabels':{'app':'a'}}}}")
                .code(201)
                .is("/spec/policyTypes/0", "Ingress");
        stage.get(stage.in("networking.k8s.io/v1", "networkpolicies"), TABLE).is("/rows/0/cells/1", "app=a");
    }

    @ConformanceScenario({3, 27, 35})
    void rolesAndTheirBindingsAreStoredAndWatched(ScenarioClient stage) {
        String group = "rbac.authorization.k8s.io/v1";
        stage.post(
                        stage.in(group, "roles"),
                        "{'metadata':{'name':'a'},'rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}")
                .code(201);
        stage.post(
                        stage.in(group, "roles"),
                        "{'metadata':{'name':'b'},'rules':[{'apiGroups':[''],'resources':['pods']}]}")
                .code(422)
                .is("/details/causes/0/field", "rules[0].verbs");
        stage.post(
                        stage.in(group, "rolebindings"),
                        "{'metadata':{'name':'a'},'roleRef':{'kind':'Role','name':'a'},'subjects':[{'kind':'User','name':'me'}]}")
                .code(201)
                .is("/subjects/0/apiGroup", "rbac.authorization.k8s.io")
                .is("/roleRef/apiGroup", "rbac.authorization.k8s.io");
        stage.get(stage.in(group, "rolebindings"), TABLE).is("/rows/0/cells/1", "Role/a");
        stage.merge(stage.in(group, "rolebindings/a"), "{'roleRef':{'name':'b'}}")
                .code(422);
        String name = stage.clusterWide("/apis/" + group + "/clusterroles", "a");
        stage.post("/apis/" + group + "/clusterroles", "{'metadata':{'name':'" + name + "'}}")
                .code(201);
    }

    @ConformanceScenario(35)
    void whatNeedsAContainerIsAnsweredWithAStatus(ScenarioClient stage) {
        stage.pod("a");
        assertThat(stage.unrecorded(stage.in("pods/a/exec?command=true&stdout=true"), "*/*")
                        .text("/kind"))
                .isEqualTo("Status");
    }
}
