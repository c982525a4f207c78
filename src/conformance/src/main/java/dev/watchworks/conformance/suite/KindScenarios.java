package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** What is particular to a kind: defaults, allocation, subresources. */
final class KindScenarios {

    @ConformanceScenario(27)
    void aPodGetsItsDefaults(ScenarioClient client) {
        client.pod("a")
                .is("/spec/restartPolicy", "Always")
                .is("/spec/dnsPolicy", "ClusterFirst")
                .is("/spec/terminationGracePeriodSeconds", 30)
                .is("/spec/containers/0/imagePullPolicy", "IfNotPresent")
                .is("/status/qosClass", "BestEffort");
    }

    @ConformanceScenario(27)
    void aDeploymentGetsItsDefaults(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201)
                .is("/spec/strategy/type", "RollingUpdate")
                .is("/spec/strategy/rollingUpdate/maxSurge", "25%")
                .is("/spec/revisionHistoryLimit", 10)
                .is("/spec/progressDeadlineSeconds", 600);
    }

    @ConformanceScenario(27)
    void aServiceGetsAnAddress(ScenarioClient client) {
        client.post(client.in("services"), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}")
                .code(201)
                .is("/spec/type", "ClusterIP")
                .is("/spec/ports/0/protocol", "TCP")
                .is("/spec/ports/0/targetPort", 80)
                .has("/spec/clusterIP");
    }

    @ConformanceScenario(27)
    void aServiceOfNodePortsGetsAPort(ScenarioClient client) {
        client.post(client.in("services"), "{'metadata':{'name':'a'},'spec':{'type':'NodePort','ports':[{'port':80}]}}")
                .code(201)
                .has("/spec/ports/0/nodePort");
    }

    @ConformanceScenario(27)
    void aSecretTakesStringsAndKeepsBytes(ScenarioClient client) {
        client.post(client.in("secrets"), "{'metadata':{'name':'a'},'stringData':{'k':'v'}}")
                .code(201)
                .is("/data/k", "dg==")
                .is("/type", "Opaque")
                .lacks("/stringData");
    }

    @ConformanceScenario(27)
    void aReplicaSetIsCreated(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "replicasets"),
                        "{'metadata':{'name':'a'},'spec':{'replicas':0,'selector':{'matchLabels':{'app':'a'}},'template':{'metadata':{'labels':{'app':'a'}},'spec':{'containers':[{'name':'web','image':'nginx'}]}}}}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/spec/replicas", 0);
    }

    @ConformanceScenario(27)
    void aLeaseKeepsItsTimes(ScenarioClient client) {
        client.post(
                        client.in("coordination.k8s.io/v1", "leases"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me','leaseDurationSeconds':15,'renewTime':'2025-01-01T00:00:00.123456Z'}}")
                .code(201)
                .is("/spec/renewTime", "2025-01-01T00:00:00.123456Z");
    }

    @ConformanceScenario(32)
    void aPutOfALeaseThatIsNotThereCreatesIt(ScenarioClient client) {
        client.put(
                        client.in("coordination.k8s.io/v1", "leases/a"),
                        "{'metadata':{'name':'a'},'spec':{'holderIdentity':'me'}}")
                .code(201)
                .is("/spec/holderIdentity", "me");
    }

    @ConformanceScenario(35)
    void aPodIsBoundToANodeOnce(ScenarioClient client) {
        client.pod("a");
        client.post(
                        client.in("pods/a/binding"),
                        "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'a'},'target':{'kind':'Node','name':'nowhere'}}")
                .code(201)
                .is("/status", "Success");
        client.get(client.in("pods/a")).is("/spec/nodeName", "nowhere");
        client.post(
                        client.in("pods/a/binding"),
                        "{'apiVersion':'v1','kind':'Binding','metadata':{'name':'a'},'target':{'kind':'Node','name':'elsewhere'}}")
                .code(409);
        client.delete(client.in("pods/a?gracePeriodSeconds=0"));
    }

    @ConformanceScenario(47)
    void aPodIsEvicted(ScenarioClient client) {
        client.pod("a");
        client.post(
                        client.in("pods/a/eviction"),
                        "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'a'}}")
                .code(201)
                .is("/status", "Success");
        client.get(client.in("pods/a")).code(404);
    }

    @ConformanceScenario({36, 48})
    void aNamespaceHasALabelWithItsName(ScenarioClient client) {
        client.get("/api/v1/namespaces/" + client.namespace())
                .is("/metadata/labels/kubernetes.io~1metadata.name", client.namespace())
                .is("/status/phase", "Active")
                .is("/spec/finalizers/0", "kubernetes");
    }

    @ConformanceScenario(3)
    void deploymentsAreWatched(ScenarioClient client) {
        String from = client.get(client.in("apps/v1", "deployments")).version();
        ScenarioWatch watch = client.watch(client.in("apps/v1", "deployments?resourceVersion=" + from));
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);

        watch.next("ADDED", "a").is("/kind", "Deployment").is("/apiVersion", "apps/v1");
    }

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String TEMPLATE = "'template':{'metadata':{'labels':{'app':'a'}},'spec':{"
            + "'containers':[{'name':'web','image':'nginx:1.27'}]}}";
    private static final String SELECTOR = "'selector':{'matchLabels':{'app':'a'}},";

    @ConformanceScenario({3, 27})
    void aStatefulSetIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in(
                "apps/v1",
                "statefulsets?resourceVersion="
                        + client.get(client.in("apps/v1", "statefulsets")).version()));
        client.post(
                        client.in("apps/v1", "statefulsets"),
                        "{'metadata':{'name':'a'},'spec':{'replicas':0,'serviceName':'a'," + SELECTOR + TEMPLATE + "}}")
                .code(201)
                .is("/spec/podManagementPolicy", "OrderedReady")
                .is("/metadata/generation", 1);
        client.get(client.in("apps/v1", "statefulsets"), TABLE).is("/rows/0/cells/1", "0/0");

        watch.next("ADDED", "a");
        client.merge(client.in("apps/v1", "statefulsets/a"), "{'spec':{'minReadySeconds':1}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({3, 27})
    void aDaemonSetIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "daemonsets"),
                        "{'metadata':{'name':'a'},'spec':{" + SELECTOR
                                + TEMPLATE.replace("'containers'", "'nodeSelector':{'no':'where'},'containers'") + "}}")
                .code(201)
                .is("/spec/updateStrategy/rollingUpdate/maxUnavailable", 1);
        client.get(client.in("apps/v1", "daemonsets"), TABLE).code(200);
        client.patch(
                        client.in("apps/v1", "daemonsets/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'template':{'spec':{'containers':[{'name':'web','image':'nginx:2'}]}}}}")
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({3, 27, 35})
    void aJobIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        String template = TEMPLATE.replace("'containers'", "'restartPolicy':'Never','containers'");
        client.post(client.in("batch/v1", "jobs"), "{'metadata':{'name':'a'},'spec':{'suspend':true," + template + "}}")
                .code(201)
                .is("/spec/backoffLimit", 6)
                .is("/spec/completions", 1)
                .is("/metadata/labels/app", "a");
        client.get(client.in("batch/v1", "jobs"), TABLE).code(200).is("/rows/0/cells/2", "0/1");
        client.post(client.in("batch/v1", "jobs"), "{'metadata':{'name':'b'},'spec':{" + TEMPLATE + "}}")
                .code(422)
                .is("/details/causes/0/field", "spec.template.spec.restartPolicy");
    }

    @ConformanceScenario({3, 27, 35})
    void aCronJobIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        String job = "'jobTemplate':{'spec':{"
                + TEMPLATE.replace("'containers'", "'restartPolicy':'OnFailure','containers'") + "}}";
        client.post(
                        client.in("batch/v1", "cronjobs"),
                        "{'metadata':{'name':'a'},'spec':{'suspend':true,'schedule':'0 0 1 1 *'," + job + "}}")
                .code(201)
                .is("/spec/concurrencyPolicy", "Allow")
                .is("/spec/successfulJobsHistoryLimit", 3);
        client.get(client.in("batch/v1", "cronjobs"), TABLE).code(200).is("/rows/0/cells/1", "0 0 1 1 *");
        client.post(client.in("batch/v1", "cronjobs"), "{'metadata':{'name':'b'},'spec':{" + job + "}}")
                .code(422)
                .is("/details/causes/0/field", "spec.schedule");
    }

    @ConformanceScenario({3, 27, 35})
    void anIngressIsStoredAndWatched(ScenarioClient client) {
        String rule =
                "{'metadata':{'name':'a'},'spec':{'rules':[{'host':'a.example.com','http':{'paths':[{'path':'/','pathType':'Prefix',"
                        + "'backend':{'service':{'name':'a','port':{'number':80}}}}]}}]}}";
        client.post(client.in("networking.k8s.io/v1", "ingresses"), rule)
                .code(201)
                .is("/metadata/generation", 1);
        client.get(client.in("networking.k8s.io/v1", "ingresses"), TABLE).is("/rows/0/cells/2", "a.example.com");
        client.post(
                        client.in("networking.k8s.io/v1", "ingresses"),
                        rule.replace("'name':'a'}", "'name':'b'}").replace("'pathType':'Prefix',", ""))
                .code(422)
                .is("/details/causes/0/field", "spec.rules[0].http.paths[0].pathType");
    }

    @ConformanceScenario({3, 27})
    void aNetworkPolicyIsStoredAndWatched(ScenarioClient client) {
        client.post(
                        client.in("networking.k8s.io/v1", "networkpolicies"),
                        "{'metadata':{'name':'a'},'spec':{'podSelector':{'matchLabels':{'app':'a'}}}}")
                .code(201)
                .is("/spec/policyTypes/0", "Ingress");
        client.get(client.in("networking.k8s.io/v1", "networkpolicies"), TABLE).is("/rows/0/cells/1", "app=a");
    }

    @ConformanceScenario({3, 27, 35})
    void rolesAndTheirBindingsAreStoredAndWatched(ScenarioClient client) {
        String group = "rbac.authorization.k8s.io/v1";
        client.post(
                        client.in(group, "roles"),
                        "{'metadata':{'name':'a'},'rules':[{'verbs':['get'],'apiGroups':[''],'resources':['pods']}]}")
                .code(201);
        client.post(
                        client.in(group, "roles"),
                        "{'metadata':{'name':'b'},'rules':[{'apiGroups':[''],'resources':['pods']}]}")
                .code(422)
                .is("/details/causes/0/field", "rules[0].verbs");
        client.post(
                        client.in(group, "rolebindings"),
                        "{'metadata':{'name':'a'},'roleRef':{'kind':'Role','name':'a'},'subjects':[{'kind':'User','name':'me'}]}")
                .code(201)
                .is("/subjects/0/apiGroup", "rbac.authorization.k8s.io")
                .is("/roleRef/apiGroup", "rbac.authorization.k8s.io");
        client.get(client.in(group, "rolebindings"), TABLE).is("/rows/0/cells/1", "Role/a");
        client.merge(client.in(group, "rolebindings/a"), "{'roleRef':{'name':'b'}}")
                .code(422);
        String name = client.clusterScopedName("/apis/" + group + "/clusterroles", "a");
        client.post("/apis/" + group + "/clusterroles", "{'metadata':{'name':'" + name + "'}}")
                .code(201);
    }

    @ConformanceScenario(35)
    void aRequestThatNeedsAContainerIsAnsweredWithAStatus(ScenarioClient client) {
        client.pod("a");
        assertThat(client.getUnrecorded(client.in("pods/a/exec?command=true&stdout=true"), "*/*")
                        .text("/kind"))
                .isEqualTo("Status");
    }
}
