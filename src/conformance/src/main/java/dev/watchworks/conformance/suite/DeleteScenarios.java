package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.ALONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.List;

/** How objects go. */
final class DeleteScenarios {

    @ConformanceScenario(45)
    void aDeletionAnswersAStatusWithTheUid(ScenarioClient stage) {
        ScenarioResponse created = stage.map("a");
        stage.delete(stage.in("configmaps/a"))
                .code(200)
                .is("/kind", "Status")
                .is("/status", "Success")
                .is("/details/name", "a")
                .is("/details/uid", created.text("/metadata/uid"));
        stage.get(stage.in("configmaps/a")).code(404);
    }

    @ConformanceScenario(45)
    void aDeletionOfAPodAnswersThePod(ScenarioClient stage) {
        stage.pod("a");
        stage.delete(stage.in("pods/a")).code(200).is("/kind", "Pod").is("/metadata/name", "a");
    }

    @ConformanceScenario(45)
    void aDeletionOfAServiceOrAServiceAccountAnswersTheObject(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}")
                .code(201);
        stage.delete(stage.in("services/a")).code(200).is("/kind", "Service");
        stage.post(stage.in("serviceaccounts"), "{'metadata':{'name':'a'}}").code(201);
        stage.delete(stage.in("serviceaccounts/a")).code(200).is("/kind", "ServiceAccount");
    }

    @ConformanceScenario(33)
    void whatIsNotThereCannotBeDeleted(ScenarioClient stage) {
        stage.delete(stage.in("configmaps/a")).fails(404, "NotFound", "configmaps \"a\" not found");
    }

    @ConformanceScenario(46)
    void aFinalizerMakesADeletionAModification(ScenarioClient stage) {
        ScenarioResponse created =
                stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + created.version()));
        stage.delete(stage.in("configmaps/a"))
                .code(200)
                .is("/kind", "ConfigMap")
                .has("/metadata/deletionTimestamp");

        ReceivedEvent marked = watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        assertThat(marked.object().at("/metadata/deletionTimestamp").asText()).isNotEmpty();
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
        watch.tells("DELETED a");
    }

    @ConformanceScenario(46)
    void aSecondDeletionChangesNothingMore(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioResponse first = stage.delete(stage.in("configmaps/a")).code(200);
        ScenarioResponse second = stage.delete(stage.in("configmaps/a")).code(200);
        assertThat(second.version()).isEqualTo(first.version());
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(46)
    void noFinalizerCanBeAddedToWhatGoes(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        stage.delete(stage.in("configmaps/a")).code(200);
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':['example.com/held','example.com/late']}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.finalizers");
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(47)
    void aPodWithoutANodeIsMarkedAndGoesAtOnce(ScenarioClient stage) {
        ScenarioResponse created = stage.pod("a");
        ScenarioWatch watch = stage.watch(stage.in("pods?resourceVersion=" + created.version()));
        stage.delete(stage.in("pods/a")).code(200).is("/metadata/deletionGracePeriodSeconds", 0);

        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        watch.tells("DELETED a");
    }

    @ConformanceScenario(47)
    void aPodOnANodeHasItsGrace(ScenarioClient stage) {
        stage.post(stage.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);
        String version = stage.get(stage.in("pods/a")).version();
        ScenarioWatch watch = stage.watch(stage.in("pods?resourceVersion=" + version));
        stage.delete(stage.in("pods/a")).code(200).is("/metadata/deletionGracePeriodSeconds", 30);

        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 30);
        stage.delete(stage.in("pods/a"), "{'gracePeriodSeconds':0}").code(200);
        watch.next("MODIFIED", "a").is("/metadata/deletionGracePeriodSeconds", 0);
        watch.tells("DELETED a");
    }

    @ConformanceScenario(47)
    void aGraceCanBeAskedFor(ScenarioClient stage) {
        stage.post(stage.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);
        stage.delete(stage.in("pods/a"), "{'gracePeriodSeconds':5}")
                .code(200)
                .is("/metadata/deletionGracePeriodSeconds", 5);
        stage.delete(stage.in("pods/a?gracePeriodSeconds=0")).code(200);
        stage.get(stage.in("pods/a")).code(404);
    }

    @ConformanceScenario(48)
    void foregroundAndOrphanAddTheirFinalizers(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        stage.delete(stage.in("configmaps/a"), "{'propagationPolicy':'Foreground'}")
                .code(200)
                .is("/metadata/finalizers", "[\"example.com/held\",\"foregroundDeletion\"]");
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'b','finalizers':['example.com/held']}}");
        stage.delete(stage.in("configmaps/b"), "{'propagationPolicy':'Orphan'}")
                .code(200)
                .is("/metadata/finalizers", "[\"example.com/held\",\"orphan\"]");
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
        stage.merge(stage.in("configmaps/b"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(48)
    void backgroundAddsNothing(ScenarioClient stage) {
        stage.map("a");
        stage.delete(stage.in("configmaps/a?propagationPolicy=Background"))
                .code(200)
                .is("/kind", "Status");
    }

    @ConformanceScenario(48)
    void anUnknownPolicyIsRefused(ScenarioClient stage) {
        stage.map("a");
        stage.delete(stage.in("configmaps/a"), "{'propagationPolicy':'Slowly'}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(48)
    void aUidIsAConditionOfADeletion(ScenarioClient stage) {
        ScenarioResponse created = stage.map("a");
        stage.delete(stage.in("configmaps/a"), "{'preconditions':{'uid':'11111111-1111-1111-1111-111111111111'}}")
                .code(409)
                .is("/reason", "Conflict");
        stage.delete(stage.in("configmaps/a"), "{'preconditions':{'uid':'" + created.text("/metadata/uid") + "'}}")
                .code(200);
    }

    @ConformanceScenario(48)
    void aVersionIsAConditionOfADeletion(ScenarioClient stage) {
        ScenarioResponse old = stage.map("a");
        stage.change("a", "1");
        stage.delete(stage.in("configmaps/a"), "{'preconditions':{'resourceVersion':'" + old.version() + "'}}")
                .code(409)
                .is("/reason", "Conflict");
        stage.get(stage.in("configmaps/a")).code(200);
    }

    @ConformanceScenario(43)
    void aDryRunOfADeletionDeletesNothing(ScenarioClient stage) {
        stage.map("a");
        stage.delete(stage.in("configmaps/a?dryRun=All")).code(200);
        stage.get(stage.in("configmaps/a")).code(200);
    }

    @ConformanceScenario(45)
    void aCollectionIsDeletedByLabels(ScenarioClient stage) {
        stage.map("a", "'on':'1'");
        stage.map("b");
        stage.delete(stage.in("configmaps?labelSelector=on")).code(200).is("/kind", "ConfigMapList");
        stage.get(stage.in("configmaps")).lists("b");
    }

    @ConformanceScenario(value = 45, on = ALONE)
    void aCollectionIsDeletedWithAnEventForEach(ScenarioClient stage) {
        stage.map("a");
        String version = stage.map("b").version();
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + version));
        stage.delete(stage.in("configmaps")).code(200);

        assertThat(List.of(watch.next().toString(), watch.next().toString()))
                .containsExactlyInAnyOrder("DELETED a", "DELETED b");
    }
}
