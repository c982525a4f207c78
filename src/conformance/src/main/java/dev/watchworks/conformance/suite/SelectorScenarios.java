package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Labels and fields choose what is listed and watched. */
final class SelectorScenarios {

    @ConformanceScenario(7)
    void comingIntoSightIsAnAddition(ScenarioClient stage) {
        ScenarioResponse hidden = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?labelSelector=on&resourceVersion=" + hidden.version()));
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'labels':{'on':'1'}}}")
                .code(200);

        watch.next("ADDED", "a").is("/metadata/labels/on", "1");
    }

    @ConformanceScenario(7)
    void stayingInSightIsAModification(ScenarioClient stage) {
        ScenarioResponse seen = stage.map("a", "'on':'1'");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        stage.change("a", "1");

        watch.tells("MODIFIED a");
    }

    @ConformanceScenario(7)
    void leavingSightIsADeletionWithTheContentBefore(ScenarioClient stage) {
        ScenarioResponse seen = stage.map("a", "'on':'1'");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        ScenarioResponse left =
                stage.merge(stage.in("configmaps/a"), "{'metadata':{'labels':null},'data':{'new':'1'}}");

        ReceivedEvent deleted =
                watch.next("DELETED", "a").is("/metadata/labels/on", "1").lacks("/data");
        assertThat(deleted.version()).isEqualTo(left.number());
    }

    @ConformanceScenario(7)
    void whatStaysOutOfSightIsNotTold(ScenarioClient stage) {
        ScenarioResponse hidden = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?labelSelector=on&resourceVersion=" + hidden.version()));
        stage.change("a", "1");
        stage.delete(stage.in("configmaps/a"));
        stage.map("b", "'on':'1'");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(7)
    void aDeletionInSightIsTold(ScenarioClient stage) {
        ScenarioResponse seen = stage.map("a", "'on':'1'");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        stage.delete(stage.in("configmaps/a"));

        watch.next("DELETED", "a").is("/metadata/labels/on", "1");
    }

    @ConformanceScenario(7)
    void inAndOutAndInAgainIsToldStepByStep(ScenarioClient stage) {
        ScenarioResponse seen = stage.map("a", "'on':'1'");
        ScenarioWatch watch =
                stage.watch(stage.in("configmaps?labelSelector=on%3D1&resourceVersion=" + seen.version()));
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'labels':{'on':'2'}}}");
        stage.change("a", "hidden");
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'labels':{'on':'1'}}}");
        stage.change("a", "seen");

        watch.tells("DELETED a", "ADDED a", "MODIFIED a");
    }

    @ConformanceScenario(7)
    void aFieldSelectorSeesPodsComeToANodeAndLeaveAPhase(ScenarioClient stage) {
        ScenarioResponse pending = stage.pod("a");
        ScenarioWatch watch =
                stage.watch(stage.in("pods?fieldSelector=status.phase%3DPending&resourceVersion=" + pending.version()));
        stage.merge(stage.in("pods/a/status"), "{'status':{'phase':'Running'}}").code(200);

        watch.next("DELETED", "a").is("/status/phase", "Pending");
    }

    @ConformanceScenario({7, 57})
    void aNodeNameCanBeSelected(ScenarioClient stage) {
        String from = stage.get(stage.in("pods")).version();
        ScenarioWatch watch =
                stage.watch(stage.in("pods?fieldSelector=spec.nodeName%3Dnowhere&resourceVersion=" + from));
        stage.pod("a");
        stage.post(stage.in("pods"), ScenarioClient.podJson("b").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);

        watch.tells("ADDED b");
        stage.delete(stage.in("pods/b"), "{'gracePeriodSeconds':0}");
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelIsRefused(ScenarioClient stage) {
        stage.get(stage.in("pods?fieldSelector=spec.image%3Dx"))
                .fails(400, "BadRequest", "field label not supported: spec.image");
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelOfAWatchIsRefused(ScenarioClient stage) {
        stage.get(stage.in("pods?watch=true&fieldSelector=spec.image%3Dx")).code(400);
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelOfConfigMapsNamesThoseThatAreKnown(ScenarioClient stage) {
        stage.get(stage.in("configmaps?fieldSelector=data.a%3Dx")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(20)
    void aLabelSelectorThatCannotBeReadIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?labelSelector=a+b")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(20)
    void aFieldSelectorThatCannotBeReadIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?fieldSelector=metadata.name")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(21)
    void labelsAreEqualOrNot(ScenarioClient stage) {
        stage.map("a", "'app':'web'");
        stage.map("b", "'app':'db'");
        stage.map("c");

        stage.get(stage.in("configmaps?labelSelector=app%3Dweb")).lists("a");
        stage.get(stage.in("configmaps?labelSelector=app%3D%3Dweb")).lists("a");
        stage.get(stage.in("configmaps?labelSelector=app!%3Dweb")).lists("b", "c");
    }

    @ConformanceScenario(21)
    void labelsAreOfASetOrNot(ScenarioClient stage) {
        stage.map("a", "'app':'web'");
        stage.map("b", "'app':'db'");
        stage.map("c");

        stage.get(stage.in("configmaps?labelSelector=app+in+(web,db)")).lists("a", "b");
        stage.get(stage.in("configmaps?labelSelector=app+notin+(web)")).lists("b", "c");
    }

    @ConformanceScenario(21)
    void labelsAreThereOrNot(ScenarioClient stage) {
        stage.map("a", "'app':'web'");
        stage.map("b");

        stage.get(stage.in("configmaps?labelSelector=app")).lists("a");
        stage.get(stage.in("configmaps?labelSelector=!app")).lists("b");
    }

    @ConformanceScenario(21)
    void severalRequirementsHaveAllToBeMet(ScenarioClient stage) {
        stage.map("a", "'app':'web','tier':'front'");
        stage.map("b", "'app':'web'");

        stage.get(stage.in("configmaps?labelSelector=app%3Dweb,tier")).lists("a");
    }

    @ConformanceScenario(21)
    void aNameIsSelectedAsAField(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");

        stage.get(stage.in("configmaps?fieldSelector=metadata.name%3Db")).lists("b");
        stage.get(stage.in("configmaps?fieldSelector=metadata.name!%3Db")).lists("a");
    }

    @ConformanceScenario(57)
    void eventsAreSelectedByWhatTheyAreAbout(ScenarioClient stage) {
        stage.post(stage.in("events"), event(stage, "one", "a", "Started")).code(201);
        stage.post(stage.in("events"), event(stage, "two", "b", "Killing")).code(201);

        stage.get(stage.in("events?limit=500&fieldSelector=involvedObject.name%3Da"))
                .lists("one");
        stage.get(stage.in("events?fieldSelector=reason%3DKilling")).lists("two");
        stage.get(stage.in("events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Db"))
                .lists("two");
    }

    private static String event(ScenarioClient stage, String name, String pod, String reason) {
        return "{'metadata':{'name':'%s'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'%s'},'reason':'%s','type':'Normal'}"
                .formatted(name, stage.namespace(), pod, reason);
    }
}
