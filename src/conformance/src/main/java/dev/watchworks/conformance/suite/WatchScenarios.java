package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.AGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.ArrayList;
import java.util.List;

/** What a watch tells, and in which order. */
final class WatchScenarios {

    @ConformanceScenario(1)
    void versionsAreDecimalNumbersThatGrowOverAllResources(ScenarioClient stage) {
        long first = stage.map("a").number();
        long second = stage.pod("b").number();
        long third = stage.map("c").number();

        assertThat(List.of(second, third)).isSorted().allMatch(version -> version > first);
    }

    @ConformanceScenario({2, 3})
    void aPutThatChangesNothingKeepsTheVersionAndSendsNothing(ScenarioClient stage) {
        ScenarioResponse stored = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + stored.version()));
        ScenarioResponse again =
                stage.put(stage.in("configmaps/a"), stored.body()).code(200);
        assertThat(again.version()).isEqualTo(stored.version());
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(2)
    void aPatchThatChangesNothingKeepsTheVersionAndSendsNothing(ScenarioClient stage) {
        ScenarioResponse stored = stage.map("a", "'k':'v'");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + stored.version()));
        ScenarioResponse again = stage.merge(stage.in("configmaps/a"), "{'metadata':{'labels':{'k':'v'}}}");
        assertThat(again.version()).isEqualTo(stored.version());
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(2)
    void eachWriteMakesOneVersionAndOneEvent(ScenarioClient stage) {
        ScenarioResponse created = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + created.version()));
        long one = stage.change("a", "1").number();
        long two = stage.change("a", "2").number();

        assertThat(watch.next("MODIFIED", "a").version()).isEqualTo(one);
        assertThat(watch.next("MODIFIED", "a").version()).isEqualTo(two);
    }

    @ConformanceScenario(3)
    void aWatchFromAVersionTellsOnlyWhatCameAfterIt(ScenarioClient stage) {
        stage.map("a");
        String from = stage.map("b").version();
        stage.change("a", "1");
        stage.delete(stage.in("configmaps/b")).code(200);
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + from));
        stage.map("c");

        watch.tells("MODIFIED a", "DELETED b", "ADDED c");
    }

    @ConformanceScenario(3)
    void twoWatchersSeeTheSameEventsInTheSameOrder(ScenarioClient stage) {
        String from = stage.get(stage.in("configmaps")).version();
        ScenarioWatch one = stage.watch(stage.in("configmaps?resourceVersion=" + from));
        stage.map("a");
        stage.map("b");
        stage.change("a", "1");
        stage.delete(stage.in("configmaps/a"));
        ScenarioWatch other = stage.watch(stage.in("configmaps?resourceVersion=" + from));

        List<String> seen = new ArrayList<>();
        List<String> alsoSeen = new ArrayList<>();
        for (int event = 0; event < 4; event++) {
            ReceivedEvent first = one.next();
            ReceivedEvent second = other.next();
            seen.add(first + " " + first.version());
            alsoSeen.add(second + " " + second.version());
        }
        assertThat(alsoSeen).isEqualTo(seen);
    }

    @ConformanceScenario(3)
    void versionsOnAWatchOnlyGrow(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(
                stage.in("configmaps?resourceVersion=" + stage.map("a").version()));
        stage.change("a", "1");
        stage.map("b");
        stage.delete(stage.in("configmaps/a"));
        stage.change("b", "2");

        long last = 0;
        for (int event = 0; event < 4; event++) {
            long version = watch.next().version();
            assertThat(version).as("version of event %s", event).isGreaterThan(last);
            last = version;
        }
    }

    @ConformanceScenario(3)
    void aWatchThatWasCutGoesOnFromItsLastVersion(ScenarioClient stage) {
        String from = stage.get(stage.in("configmaps")).version();
        stage.map("a");
        stage.map("b");
        long last;
        try (ScenarioWatch cut = stage.watch(stage.in("configmaps?resourceVersion=" + from))) {
            last = cut.next("ADDED", "a").version();
        }
        stage.change("a", "1");

        stage.watch(stage.in("configmaps?resourceVersion=" + last)).tells("ADDED b", "MODIFIED a");
    }

    @ConformanceScenario(3)
    void aDeletionWhileNobodyWatchedIsToldOnResumption(ScenarioClient stage) {
        stage.map("a");
        String from = stage.map("b").version();
        stage.delete(stage.in("configmaps/a"));
        stage.map("a");

        stage.watch(stage.in("configmaps?resourceVersion=" + from)).tells("DELETED a", "ADDED a");
    }

    @ConformanceScenario(3)
    void aListAndTheWatchFromItsVersionLeaveNoGap(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse list = stage.get(stage.in("configmaps")).lists("a");
        stage.map("b");
        stage.delete(stage.in("configmaps/a"));

        stage.watch(stage.in("configmaps?resourceVersion=" + list.version())).tells("ADDED b", "DELETED a");
    }

    @ConformanceScenario(3)
    void aWatchOfOneNamespaceTellsNothingOfAnother(ScenarioClient stage) {
        String other = stage.clusterWide("/api/v1/namespaces", "other");
        stage.post("/api/v1/namespaces", "{'metadata':{'name':'" + other + "'}}")
                .code(201);
        ScenarioWatch watch = stage.watch(
                stage.in("configmaps?resourceVersion=" + stage.map("a").version()));
        stage.post("/api/v1/namespaces/" + other + "/configmaps", "{'metadata':{'name':'elsewhere'}}")
                .code(201);
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(3)
    void aWatchOfOneKindTellsNothingOfAnother(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(
                stage.in("configmaps?resourceVersion=" + stage.map("a").version()));
        stage.pod("elsewhere");
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(4)
    void aWatchWithoutAVersionBeginsWithWhatIsThereByKey(ScenarioClient stage) {
        stage.map("b");
        stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps"));
        watch.tells("ADDED a", "ADDED b");
        stage.map("aa");

        watch.tells("ADDED aa");
    }

    @ConformanceScenario(4)
    void versionZeroBeginsWithWhatIsThereToo(ScenarioClient stage) {
        stage.map("b");
        stage.map("a");
        stage.get(stage.in("configmaps")).lists("a", "b");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=0"));
        watch.tells("ADDED a", "ADDED b");
        stage.change("b", "1");

        watch.tells("MODIFIED b");
    }

    @ConformanceScenario({4, 6})
    void versionZeroWithBookmarksEndsWhatIsThereWithOne(ScenarioClient stage) {
        stage.map("a");
        stage.get(stage.in("configmaps")).lists("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=0&allowWatchBookmarks=true"));

        watch.tells("ADDED a");
        watch.bookmark().is("/metadata/annotations/k8s.io~1initial-events-end", "true");
    }

    @ConformanceScenario(8)
    void aDeletionCarriesTheLastStateAndItsOwnVersion(ScenarioClient stage) {
        stage.map("a");
        ScenarioResponse changed = stage.change("a", "last");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + changed.version()));
        stage.delete(stage.in("configmaps/a")).code(200);

        ReceivedEvent deleted = watch.next("DELETED", "a").is("/data/value", "last");
        assertThat(deleted.version()).isGreaterThan(changed.number());
    }

    @ConformanceScenario(9)
    void aFinalizerKeepsAnObjectThatIsMarkedForDeletion(ScenarioClient stage) {
        ScenarioResponse created = stage.post(
                stage.in("pods"),
                ScenarioClient.podJson("a").replace("'name':'a'", "'name':'a','finalizers':['example.com/held']"));
        ScenarioWatch watch = stage.watch(stage.in("pods?resourceVersion=" + created.version()));
        stage.delete(stage.in("pods/a")).code(200);

        watch.next("MODIFIED", "a")
                .is("/metadata/deletionGracePeriodSeconds", 0)
                .is("/metadata/generation", 2)
                .is("/metadata/finalizers/0", "example.com/held");
        stage.get(stage.in("pods/a")).code(200).has("/metadata/deletionTimestamp");
        stage.merge(stage.in("pods/a"), "{'metadata':{'finalizers':null}}").code(200);
    }

    @ConformanceScenario(9)
    void removingTheLastFinalizerTellsTheDeletionAlone(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioResponse marked = stage.delete(stage.in("configmaps/a")).code(200);
        String version = stage.get(stage.in("configmaps/a")).version();
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + version));
        marked.code(200);
        stage.merge(stage.in("configmaps/a"), "{'metadata':{'finalizers':null}}")
                .code(200);
        stage.map("b");

        ReceivedEvent deleted = watch.next("DELETED", "a").is("/metadata/finalizers/0", "example.com/held");
        assertThat(deleted.version()).isGreaterThan(Long.parseLong(version));
        watch.tells("ADDED b");
    }

    @ConformanceScenario(value = 10, on = AGED)
    void aVersionTooOldIsAnErrorEventOnAnAnswerOf200(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=1"));
        ReceivedEvent error = watch.next();

        assertThat(error.type()).isEqualTo("ERROR");
        error.is("/kind", "Status").is("/code", 410).is("/reason", "Expired").is("/status", "Failure");
        assertThat(error.object().path("message").asText()).matches("too old resource version: 1 \\(\\d+\\)");
        watch.ends();
    }

    @ConformanceScenario(value = 10, on = AGED)
    void aVersionTooOldOfAKindNobodyUsedIsAnErrorToo(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch("/api/v1/nodes?resourceVersion=1");

        assertThat(watch.next().type()).isEqualTo("ERROR");
        watch.ends();
    }

    @ConformanceScenario(13)
    void aVersionOfTheFutureIsWaitedForInSilence(ScenarioClient stage) {
        long future = stage.map("a").number() + 1_000_000;
        stage.told(Long.toString(future), "<future>");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?timeoutSeconds=1&resourceVersion=" + future));
        stage.map("b");

        watch.ends();
    }

    @ConformanceScenario(13)
    void aVersionOfTheFutureWithInitialEventsIsRefusedAfterAWhile(ScenarioClient stage) {
        long future = stage.map("a").number() + 1_000_000;
        stage.told(Long.toString(future), "<future>");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&resourceVersion=" + future));

        ReceivedEvent error = watch.next();
        assertThat(error.type()).isEqualTo("ERROR");
        error.is("/code", 504).is("/reason", "Timeout");
    }

    @ConformanceScenario(14)
    void aSenselessVersionOfAWatchIsAnErrorOfTheServer(ScenarioClient stage) {
        stage.get(stage.in("configmaps?watch=true&resourceVersion=abc"))
                .code(500)
                .is(
                        "/message",
                        "resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    @ConformanceScenario(17)
    void aTimeOutEndsAWatchWithoutAnEvent(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?timeoutSeconds=1"));

        watch.tells("ADDED a");
        watch.ends();
    }

    @ConformanceScenario(17)
    void aTimeOutEndsAWatchThatSawNothing(ScenarioClient stage) {
        stage.watch(stage.in("configmaps?timeoutSeconds=1")).ends();
    }

    @ConformanceScenario(18)
    void aWatchIsJsonALineAndItsHeadComesBeforeTheFirstEvent(ScenarioClient stage) {
        ScenarioWatch watch = stage.watch(
                stage.in("configmaps?resourceVersion=" + stage.map("a").version()));
        stage.map("b");

        watch.tells("ADDED b");
    }

    @ConformanceScenario(18)
    void aWatchIsAskedForByOneOrTrue(ScenarioClient stage) {
        ScenarioResponse one = stage.map("a");
        stage.get(stage.in("configmaps?watch=1&timeoutSeconds=1&resourceVersion=" + one.version()))
                .code(200)
                .header("Content-Type", "application/json");
    }

    @ConformanceScenario(18)
    void anOldPathOfWatchesStillWorks(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch = stage.watch("/api/v1/watch/namespaces/" + stage.namespace() + "/configmaps");

        watch.tells("ADDED a");
    }

    @ConformanceScenario({3, 18})
    void anObjectAloneIsWatchedByItsName(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?fieldSelector=metadata.name%3Db&resourceVersion="
                + stage.get(stage.in("configmaps")).version()));
        stage.change("a", "1");
        stage.change("b", "1");

        watch.tells("MODIFIED b");
    }

    @ConformanceScenario(3)
    void anObjectMadeAgainHasAnotherUid(ScenarioClient stage) {
        ScenarioResponse first = stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + first.version()));
        stage.delete(stage.in("configmaps/a"));
        ScenarioResponse second = stage.map("a");
        assertThat(second.text("/metadata/uid")).isNotEqualTo(first.text("/metadata/uid"));

        watch.next("DELETED", "a").is("/metadata/uid", first.text("/metadata/uid"));
        watch.next("ADDED", "a").is("/metadata/uid", second.text("/metadata/uid"));
    }

    @ConformanceScenario(12)
    void aHundredEventsAreKeptForThoseWhoComeBack(ScenarioClient stage) {
        String from = stage.map("a").version();
        for (int write = 1; write <= 99; write++) {
            stage.change("a", Integer.toString(write));
        }
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + from));

        for (int write = 1; write <= 99; write++) {
            watch.next("MODIFIED", "a").is("/data/value", write);
        }
    }

    @ConformanceScenario(11)
    void theVersionOfAListCanAlwaysBeWatchedFrom(ScenarioClient stage) {
        String from = stage.get(stage.in("configmaps")).lists().version();
        ScenarioWatch watch = stage.watch(stage.in("configmaps?resourceVersion=" + from));
        stage.map("a");

        watch.tells("ADDED a");
    }

    @ConformanceScenario(19)
    void aWatcherThatReadsLateMissesNothing(ScenarioClient stage) {
        ScenarioWatch late = stage.watch(
                stage.in("configmaps?resourceVersion=" + stage.map("a").version()));
        for (int write = 1; write <= 20; write++) {
            stage.change("a", Integer.toString(write));
        }

        for (int write = 1; write <= 20; write++) {
            late.next("MODIFIED", "a").is("/data/value", write);
        }
    }
}
