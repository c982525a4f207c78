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
    void beginningToMatchIsAnAddition(ScenarioClient client) {
        ScenarioResponse hidden = client.configMap("a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?labelSelector=on&resourceVersion=" + hidden.version()));
        client.merge(client.in("configmaps/a"), "{'metadata':{'labels':{'on':'1'}}}")
                .code(200);

        watch.next("ADDED", "a").is("/metadata/labels/on", "1");
    }

    @ConformanceScenario(7)
    void stillMatchingIsAModification(ScenarioClient client) {
        ScenarioResponse seen = client.configMap("a", "'on':'1'");
        ScenarioWatch watch = client.watch(client.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        client.changeConfigMap("a", "1");

        watch.receives("MODIFIED a");
    }

    @ConformanceScenario(7)
    void ceasingToMatchIsADeletionWithTheContentBefore(ScenarioClient client) {
        ScenarioResponse seen = client.configMap("a", "'on':'1'");
        ScenarioWatch watch = client.watch(client.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        ScenarioResponse left =
                client.merge(client.in("configmaps/a"), "{'metadata':{'labels':null},'data':{'new':'1'}}");

        ReceivedEvent deleted =
                watch.next("DELETED", "a").is("/metadata/labels/on", "1").lacks("/data");
        assertThat(deleted.version()).isEqualTo(left.versionNumber());
    }

    @ConformanceScenario(7)
    void objectsThatNeverMatchSendNoEvents(ScenarioClient client) {
        ScenarioResponse hidden = client.configMap("a");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?labelSelector=on&resourceVersion=" + hidden.version()));
        client.changeConfigMap("a", "1");
        client.delete(client.in("configmaps/a"));
        client.configMap("b", "'on':'1'");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(7)
    void aDeletionOfAMatchingObjectIsSent(ScenarioClient client) {
        ScenarioResponse seen = client.configMap("a", "'on':'1'");
        ScenarioWatch watch = client.watch(client.in("configmaps?labelSelector=on&resourceVersion=" + seen.version()));
        client.delete(client.in("configmaps/a"));

        watch.next("DELETED", "a").is("/metadata/labels/on", "1");
    }

    @ConformanceScenario(7)
    void matchingAgainIsSentStepByStep(ScenarioClient client) {
        ScenarioResponse seen = client.configMap("a", "'on':'1'");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?labelSelector=on%3D1&resourceVersion=" + seen.version()));
        client.merge(client.in("configmaps/a"), "{'metadata':{'labels':{'on':'2'}}}");
        client.changeConfigMap("a", "hidden");
        client.merge(client.in("configmaps/a"), "{'metadata':{'labels':{'on':'1'}}}");
        client.changeConfigMap("a", "seen");

        watch.receives("DELETED a", "ADDED a", "MODIFIED a");
    }

    @ConformanceScenario(7)
    void aFieldSelectorSeesPodsComeToANodeAndLeaveAPhase(ScenarioClient client) {
        ScenarioResponse pending = client.pod("a");
        ScenarioWatch watch = client.watch(
                client.in("pods?fieldSelector=status.phase%3DPending&resourceVersion=" + pending.version()));
        client.merge(client.in("pods/a/status"), "{'status':{'phase':'Running'}}")
                .code(200);

        watch.next("DELETED", "a").is("/status/phase", "Pending");
    }

    @ConformanceScenario({7, 57})
    void aNodeNameCanBeSelected(ScenarioClient client) {
        String from = client.get(client.in("pods")).version();
        ScenarioWatch watch =
                client.watch(client.in("pods?fieldSelector=spec.nodeName%3Dnowhere&resourceVersion=" + from));
        client.pod("a");
        client.post(client.in("pods"), ScenarioClient.podJson("b").replace("'spec':{", "'spec':{'nodeName':'nowhere',"))
                .code(201);

        watch.receives("ADDED b");
        client.delete(client.in("pods/b"), "{'gracePeriodSeconds':0}");
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelIsRefused(ScenarioClient client) {
        client.get(client.in("pods?fieldSelector=spec.image%3Dx"))
                .fails(400, "BadRequest", "field label not supported: spec.image");
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelOfAWatchIsRefused(ScenarioClient client) {
        client.get(client.in("pods?watch=true&fieldSelector=spec.image%3Dx")).code(400);
    }

    @ConformanceScenario(20)
    void anUnknownFieldLabelOfConfigMapsNamesThoseThatAreKnown(ScenarioClient client) {
        client.get(client.in("configmaps?fieldSelector=data.a%3Dx")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(20)
    void aLabelSelectorThatCannotBeReadIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?labelSelector=a+b")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(20)
    void aFieldSelectorThatCannotBeReadIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?fieldSelector=metadata.name"))
                .code(400)
                .is("/reason", "BadRequest");
    }

    @ConformanceScenario(21)
    void labelsAreEqualOrNot(ScenarioClient client) {
        client.configMap("a", "'app':'web'");
        client.configMap("b", "'app':'db'");
        client.configMap("c");

        client.get(client.in("configmaps?labelSelector=app%3Dweb")).lists("a");
        client.get(client.in("configmaps?labelSelector=app%3D%3Dweb")).lists("a");
        client.get(client.in("configmaps?labelSelector=app!%3Dweb")).lists("b", "c");
    }

    @ConformanceScenario(21)
    void labelsAreOfASetOrNot(ScenarioClient client) {
        client.configMap("a", "'app':'web'");
        client.configMap("b", "'app':'db'");
        client.configMap("c");

        client.get(client.in("configmaps?labelSelector=app+in+(web,db)")).lists("a", "b");
        client.get(client.in("configmaps?labelSelector=app+notin+(web)")).lists("b", "c");
    }

    @ConformanceScenario(21)
    void labelsAreThereOrNot(ScenarioClient client) {
        client.configMap("a", "'app':'web'");
        client.configMap("b");

        client.get(client.in("configmaps?labelSelector=app")).lists("a");
        client.get(client.in("configmaps?labelSelector=!app")).lists("b");
    }

    @ConformanceScenario(21)
    void allRequirementsHaveToMatch(ScenarioClient client) {
        client.configMap("a", "'app':'web','tier':'front'");
        client.configMap("b", "'app':'web'");

        client.get(client.in("configmaps?labelSelector=app%3Dweb,tier")).lists("a");
    }

    @ConformanceScenario(21)
    void aNameIsSelectedAsAField(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");

        client.get(client.in("configmaps?fieldSelector=metadata.name%3Db")).lists("b");
        client.get(client.in("configmaps?fieldSelector=metadata.name!%3Db")).lists("a");
    }

    @ConformanceScenario(57)
    void eventsAreSelectedByTheirObject(ScenarioClient client) {
        client.post(client.in("events"), event(client, "one", "a", "Started")).code(201);
        client.post(client.in("events"), event(client, "two", "b", "Killing")).code(201);

        client.get(client.in("events?limit=500&fieldSelector=involvedObject.name%3Da"))
                .lists("one");
        client.get(client.in("events?fieldSelector=reason%3DKilling")).lists("two");
        client.get(client.in("events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3Db"))
                .lists("two");
    }

    private static String event(ScenarioClient client, String name, String pod, String reason) {
        return "{'metadata':{'name':'%s'},'involvedObject':{'kind':'Pod','namespace':'%s','name':'%s'},'reason':'%s','type':'Normal'}"
                .formatted(name, client.namespace(), pod, reason);
    }
}
