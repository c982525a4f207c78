package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.List;

/** How objects are deleted. */
final class DeleteScenarios {

    @ConformanceScenario(45)
    void aDeletionAnswersAStatusWithTheUid(ScenarioClient client) {
        ScenarioResponse created = client.configMap("a");
        client.delete(client.in("configmaps/a"))
                .code(200)
                .is("/kind", "Status")
                .is("/status", "Success")
                .is("/details/name", "a")
                .is("/details/uid", created.text("/metadata/uid"));
        client.get(client.in("configmaps/a")).code(404);
    }

    @ConformanceScenario(45)
    void aDeletionOfAPodAnswersThePod(ScenarioClient client) {
        client.pod("a");
        client.delete(client.in("pods/a")).code(200).is("/kind", "Pod").is("/metadata/name", "a");
    }

    @ConformanceScenario(45)
    void aDeletionOfAServiceOrAServiceAccountAnswersTheObject(ScenarioClient client) {
        client.post(client.in("services"), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}")
                .code(201);
        client.delete(client.in("services/a")).code(200).is("/kind", "Service");
        client.post(client.in("serviceaccounts"), "{'metadata':{'name':'a'}}").code(201);
        client.delete(client.in("serviceaccounts/a")).code(200).is("/kind", "ServiceAccount");
    }

    @ConformanceScenario(33)
    void aMissingObjectCannotBeDeleted(ScenarioClient client) {
        client.delete(client.in("configmaps/a")).fails(404, "NotFound", "configmaps \"a\" not found");
    }

    @ConformanceScenario(46)
    void aFinalizerMakesADeletionAModification(ScenarioClient client) {
        ScenarioResponse created =
                client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + created.version()));
        client.delete(client.in("configmaps/a"))
                .code(200)
                .is("/kind", "ConfigMap")
                .has("/metadata/deletionTimestamp");

        ReceivedEvent marked = watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        assertThat(marked.object().at("/metadata/deletionTimestamp").asText()).isNotEmpty();
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
        watch.receives("DELETED a");
    }

    @ConformanceScenario(46)
    void aSecondDeletionChangesNothingMore(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioResponse first = client.delete(client.in("configmaps/a")).code(200);
        ScenarioResponse second = client.delete(client.in("configmaps/a")).code(200);
        assertThat(second.version()).isEqualTo(first.version());
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(46)
    void noFinalizerCanBeAddedDuringADeletion(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        client.delete(client.in("configmaps/a")).code(200);
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':['example.com/held','example.com/late']}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.finalizers");
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(47)
    void aPodWithoutANodeIsMarkedAndRemovedAtOnce(ScenarioClient client) {
        ScenarioResponse created = client.pod("a");
        ScenarioWatch watch = client.watch(client.in("pods?resourceVersion=" + created.version()));
        client.delete(client.in("pods/a")).code(200).is("/metadata/deletionGracePeriodSeconds", 0);

        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        watch.receives("DELETED a");
    }

    @ConformanceScenario(47)
    void aPodOnANodeHasItsGracePeriod(ScenarioClient client) {
        client.post(client.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);
        String version = client.get(client.in("pods/a")).version();
        ScenarioWatch watch = client.watch(client.in("pods?resourceVersion=" + version));
        client.delete(client.in("pods/a")).code(200).is("/metadata/deletionGracePeriodSeconds", 30);

        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 30);
        client.delete(client.in("pods/a"), "{'gracePeriodSeconds':0}").code(200);
        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        watch.receives("DELETED a");
    }

    @ConformanceScenario(47)
    void aGracePeriodCanBeRequested(ScenarioClient client) {
        client.post(client.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);
        client.delete(client.in("pods/a"), "{'gracePeriodSeconds':5}")
                .code(200)
                .is("/metadata/deletionGracePeriodSeconds", 5);
        client.delete(client.in("pods/a?gracePeriodSeconds=0")).code(200);
        client.get(client.in("pods/a")).code(404);
    }

    @ConformanceScenario(48)
    void foregroundAndOrphanAddTheirFinalizers(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        client.delete(client.in("configmaps/a"), "{'propagationPolicy':'Foreground'}")
                .code(200)
                .is("/metadata/finalizers", "[\"example.com/held\",\"foregroundDeletion\"]");
        client.post(client.in("configmaps"), "{'metadata':{'name':'b','finalizers':['example.com/held']}}");
        client.delete(client.in("configmaps/b"), "{'propagationPolicy':'Orphan'}")
                .code(200)
                .is("/metadata/finalizers", "[\"example.com/held\",\"orphan\"]");
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
        client.merge(client.in("configmaps/b"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(48)
    void backgroundAddsNothing(ScenarioClient client) {
        client.configMap("a");
        client.delete(client.in("configmaps/a?propagationPolicy=Background"))
                .code(200)
                .is("/kind", "Status");
    }

    @ConformanceScenario(48)
    void anUnknownPolicyIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.delete(client.in("configmaps/a"), "{'propagationPolicy':'Slowly'}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(48)
    void aUidIsAConditionOfADeletion(ScenarioClient client) {
        ScenarioResponse created = client.configMap("a");
        client.delete(client.in("configmaps/a"), "{'preconditions':{'uid':'11111111-1111-1111-1111-111111111111'}}")
                .code(409)
                .is("/reason", "Conflict");
        client.delete(client.in("configmaps/a"), "{'preconditions':{'uid':'" + created.text("/metadata/uid") + "'}}")
                .code(200);
    }

    @ConformanceScenario(48)
    void aVersionIsAConditionOfADeletion(ScenarioClient client) {
        ScenarioResponse old = client.configMap("a");
        client.changeConfigMap("a", "1");
        client.delete(client.in("configmaps/a"), "{'preconditions':{'resourceVersion':'" + old.version() + "'}}")
                .code(409)
                .is("/reason", "Conflict");
        client.get(client.in("configmaps/a")).code(200);
    }

    @ConformanceScenario(43)
    void aDryRunOfADeletionDeletesNothing(ScenarioClient client) {
        client.configMap("a");
        client.delete(client.in("configmaps/a?dryRun=All")).code(200);
        client.get(client.in("configmaps/a")).code(200);
    }

    @ConformanceScenario(45)
    void aCollectionIsDeletedByLabels(ScenarioClient client) {
        client.configMap("a", "'on':'1'");
        client.configMap("b");
        client.delete(client.in("configmaps?labelSelector=on")).code(200).is("/kind", "ConfigMapList");
        client.get(client.in("configmaps")).lists("b");
    }

    @ConformanceScenario(value = 45, on = EXCLUSIVE)
    void aCollectionIsDeletedWithAnEventForEach(ScenarioClient client) {
        client.configMap("a");
        String version = client.configMap("b").version();
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + version));
        client.delete(client.in("configmaps")).code(200);

        assertThat(List.of(watch.next().toString(), watch.next().toString()))
                .containsExactlyInAnyOrder("DELETED a", "DELETED b");
    }

    @ConformanceScenario({45, 48})
    void aJobIsDeletedWithoutAPolicy(ScenarioClient client) {
        String jobs = client.in("batch/v1", "jobs");
        client.post(
                        jobs,
                        "{'metadata':{'name':'a'},'spec':{'template':{'spec':{'restartPolicy':'Never','containers':"
                                + "[{'name':'web','image':'nginx:1.27'}]}}}}")
                .code(201);
        client.delete(jobs + "/a").code(200);
    }

    @ConformanceScenario(45)
    void aDeletionOfADeploymentNamesItsGroup(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.delete(client.in("apps/v1", "deployments/a"))
                .code(200)
                .is("/kind", "Status")
                .is("/details/group", "apps")
                .is("/details/kind", "deployments");
    }

    @ConformanceScenario(47)
    void aGracePeriodCanOnlyBeShortened(ScenarioClient client) {
        client.post(client.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);
        client.delete(client.in("pods/a"), "{'gracePeriodSeconds':20}").is("/metadata/deletionGracePeriodSeconds", 20);
        client.delete(client.in("pods/a"), "{'gracePeriodSeconds':25}").is("/metadata/deletionGracePeriodSeconds", 20);
        client.delete(client.in("pods/a?gracePeriodSeconds=5")).is("/metadata/deletionGracePeriodSeconds", 5);
        client.delete(client.in("pods/a"), "{'gracePeriodSeconds':0}").code(200);
    }

    @ConformanceScenario(value = 46, on = EXCLUSIVE)
    void aNamespaceIsRemovedWhenItsFinalizerIsRemoved(ScenarioClient client) {
        String name = client.clusterScopedName("/api/v1/namespaces", "going");
        client.post("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}")
                .code(201);
        client.delete("/api/v1/namespaces/" + name)
                .code(200)
                .is("/status/phase", "Terminating")
                .has("/metadata/deletionTimestamp")
                .lacks("/metadata/deletionGracePeriodSeconds");
        client.delete("/api/v1/namespaces/" + name).has("/kind");
        client.put(
                        "/api/v1/namespaces/" + name + "/finalize",
                        "{'metadata':{'name':'" + name + "'},'spec':{'finalizers':[]}}")
                .code(200);
        client.get("/api/v1/namespaces/" + name).code(404);
    }

    @ConformanceScenario(36)
    void theDefaultNamespaceStays(ScenarioClient client) {
        client.delete("/api/v1/namespaces/default?dryRun=All")
                .fails(403, "Forbidden", "namespaces \"default\" is forbidden: this namespace may not be deleted");
    }
}
