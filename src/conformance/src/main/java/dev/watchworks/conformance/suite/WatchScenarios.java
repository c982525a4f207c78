package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.COMPACTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ReceivedEvent;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.ArrayList;
import java.util.List;

/** Which events a watch sends, and in which order. */
final class WatchScenarios {

    @ConformanceScenario(1)
    void versionsAreDecimalNumbersThatGrowOverAllResources(ScenarioClient client) {
        long first = client.configMap("a").versionNumber();
        long second = client.pod("b").versionNumber();
        long third = client.configMap("c").versionNumber();

        assertThat(List.of(second, third)).isSorted().allMatch(version -> version > first);
    }

    @ConformanceScenario({2, 3})
    void aPutThatChangesNothingKeepsTheVersionAndSendsNothing(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + stored.version()));
        ScenarioResponse again =
                client.put(client.in("configmaps/a"), stored.body()).code(200);
        assertThat(again.version()).isEqualTo(stored.version());
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(2)
    void aPatchThatChangesNothingKeepsTheVersionAndSendsNothing(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a", "'k':'v'");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + stored.version()));
        ScenarioResponse again = client.merge(client.in("configmaps/a"), "{'metadata':{'labels':{'k':'v'}}}");
        assertThat(again.version()).isEqualTo(stored.version());
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(2)
    void eachWriteMakesOneVersionAndOneEvent(ScenarioClient client) {
        ScenarioResponse created = client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + created.version()));
        long one = client.changeConfigMap("a", "1").versionNumber();
        long two = client.changeConfigMap("a", "2").versionNumber();

        assertThat(watch.next("MODIFIED", "a").version()).isEqualTo(one);
        assertThat(watch.next("MODIFIED", "a").version()).isEqualTo(two);
    }

    @ConformanceScenario(3)
    void aWatchFromAVersionSendsOnlyLaterEvents(ScenarioClient client) {
        client.configMap("a");
        String from = client.configMap("b").version();
        client.changeConfigMap("a", "1");
        client.delete(client.in("configmaps/b")).code(200);
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + from));
        client.configMap("c");

        watch.receives("MODIFIED a", "DELETED b", "ADDED c");
    }

    @ConformanceScenario(3)
    void twoWatchersSeeTheSameEventsInTheSameOrder(ScenarioClient client) {
        String from = client.get(client.in("configmaps")).version();
        ScenarioWatch one = client.watch(client.in("configmaps?resourceVersion=" + from));
        client.configMap("a");
        client.configMap("b");
        client.changeConfigMap("a", "1");
        client.delete(client.in("configmaps/a"));
        ScenarioWatch other = client.watch(client.in("configmaps?resourceVersion=" + from));

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
    void versionsOnAWatchOnlyGrow(ScenarioClient client) {
        ScenarioWatch watch = client.watch(
                client.in("configmaps?resourceVersion=" + client.configMap("a").version()));
        client.changeConfigMap("a", "1");
        client.configMap("b");
        client.delete(client.in("configmaps/a"));
        client.changeConfigMap("b", "2");

        long last = 0;
        for (int event = 0; event < 4; event++) {
            long version = watch.next().version();
            assertThat(version).as("version of event %s", event).isGreaterThan(last);
            last = version;
        }
    }

    @ConformanceScenario(3)
    void aWatchThatWasCutResumesFromItsLastVersion(ScenarioClient client) {
        String from = client.get(client.in("configmaps")).version();
        client.configMap("a");
        client.configMap("b");
        long last;
        try (ScenarioWatch cut = client.watch(client.in("configmaps?resourceVersion=" + from))) {
            last = cut.next("ADDED", "a").version();
        }
        client.changeConfigMap("a", "1");

        client.watch(client.in("configmaps?resourceVersion=" + last)).receives("ADDED b", "MODIFIED a");
    }

    @ConformanceScenario(3)
    void aResumedWatchSendsTheDeletionsThatItMissed(ScenarioClient client) {
        client.configMap("a");
        String from = client.configMap("b").version();
        client.delete(client.in("configmaps/a"));
        client.configMap("a");

        client.watch(client.in("configmaps?resourceVersion=" + from)).receives("DELETED a", "ADDED a");
    }

    @ConformanceScenario(3)
    void aListAndTheWatchFromItsVersionLeaveNoGap(ScenarioClient client) {
        client.configMap("a");
        ScenarioResponse list = client.get(client.in("configmaps")).lists("a");
        client.configMap("b");
        client.delete(client.in("configmaps/a"));

        client.watch(client.in("configmaps?resourceVersion=" + list.version())).receives("ADDED b", "DELETED a");
    }

    @ConformanceScenario(3)
    void aWatchOfOneNamespaceSendsNoEventsOfAnother(ScenarioClient client) {
        String other = client.clusterScopedName("/api/v1/namespaces", "other");
        client.post("/api/v1/namespaces", "{'metadata':{'name':'" + other + "'}}")
                .code(201);
        ScenarioWatch watch = client.watch(
                client.in("configmaps?resourceVersion=" + client.configMap("a").version()));
        client.post("/api/v1/namespaces/" + other + "/configmaps", "{'metadata':{'name':'elsewhere'}}")
                .code(201);
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(3)
    void aWatchOfOneKindSendsNoEventsOfAnother(ScenarioClient client) {
        ScenarioWatch watch = client.watch(
                client.in("configmaps?resourceVersion=" + client.configMap("a").version()));
        client.pod("elsewhere");
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(4)
    void aWatchWithoutAVersionBeginsWithTheExistingObjectsByKey(ScenarioClient client) {
        client.configMap("b");
        client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps"));
        watch.receives("ADDED a", "ADDED b");
        client.configMap("aa");

        watch.receives("ADDED aa");
    }

    @ConformanceScenario(4)
    void versionZeroBeginsWithTheExistingObjectsToo(ScenarioClient client) {
        client.configMap("b");
        client.configMap("a");
        client.get(client.in("configmaps")).lists("a", "b");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=0"));
        watch.receives("ADDED a", "ADDED b");
        client.changeConfigMap("b", "1");

        watch.receives("MODIFIED b");
    }

    @ConformanceScenario({4, 6})
    void versionZeroWithBookmarksEndsTheExistingObjectsWithOne(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps")).lists("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=0&allowWatchBookmarks=true"));

        watch.receives("ADDED a");
        watch.bookmark().is("/metadata/annotations/k8s.io~1initial-events-end", "true");
    }

    @ConformanceScenario(8)
    void aDeletionCarriesTheLastStateAndItsOwnVersion(ScenarioClient client) {
        client.configMap("a");
        ScenarioResponse changed = client.changeConfigMap("a", "last");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + changed.version()));
        client.delete(client.in("configmaps/a")).code(200);

        ReceivedEvent deleted = watch.next("DELETED", "a").is("/data/value", "last");
        assertThat(deleted.version()).isGreaterThan(changed.versionNumber());
    }

    @ConformanceScenario(9)
    void aFinalizerKeepsAnObjectThatIsMarkedForDeletion(ScenarioClient client) {
        ScenarioResponse created = client.post(
                client.in("pods"),
                ScenarioClient.podJson("a").replace("'name':'a'", "'name':'a','finalizers':['example.com/held']"));
        ScenarioWatch watch = client.watch(client.in("pods?resourceVersion=" + created.version()));
        client.delete(client.in("pods/a")).code(200);

        watch.next("MODIFIED", "a")
                .is("/metadata/deletionGracePeriodSeconds", 0)
                .is("/metadata/generation", 2)
                .is("/metadata/finalizers/0", "example.com/held");
        client.get(client.in("pods/a")).code(200).has("/metadata/deletionTimestamp");
        client.merge(client.in("pods/a"), "{'metadata':{'finalizers':null}}").code(200);
    }

    @ConformanceScenario(9)
    void removingTheLastFinalizerSendsOnlyTheDeletion(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        ScenarioResponse marked = client.delete(client.in("configmaps/a")).code(200);
        String version = client.get(client.in("configmaps/a")).version();
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + version));
        marked.code(200);
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}")
                .code(200);
        client.configMap("b");

        ReceivedEvent deleted = watch.next("DELETED", "a").is("/metadata/finalizers/0", "example.com/held");
        assertThat(deleted.version()).isGreaterThan(Long.parseLong(version));
        watch.receives("ADDED b");
    }

    @ConformanceScenario(value = 10, on = COMPACTED)
    void aVersionTooOldIsAnErrorEventOnAnAnswerOf200(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=1"));
        ReceivedEvent error = watch.next();

        assertThat(error.type()).isEqualTo("ERROR");
        error.is("/kind", "Status").is("/code", 410).is("/reason", "Expired").is("/status", "Failure");
        assertThat(error.object().path("message").asText()).matches("too old resource version: 1 \\(\\d+\\)");
        watch.ends();
    }

    @ConformanceScenario(value = 10, on = COMPACTED)
    void aVersionTooOldOfAnUnusedKindIsAnErrorToo(ScenarioClient client) {
        ScenarioWatch watch = client.watch("/api/v1/nodes?resourceVersion=1");

        assertThat(watch.next().type()).isEqualTo("ERROR");
        watch.ends();
    }

    @ConformanceScenario(13)
    void aWatchFromAFutureVersionWaitsWithoutEvents(ScenarioClient client) {
        long future = client.configMap("a").versionNumber() + 1_000_000;
        client.placeholder(Long.toString(future), "<future>");
        ScenarioWatch watch = client.watch(client.in("configmaps?timeoutSeconds=1&resourceVersion=" + future));
        client.configMap("b");

        watch.ends();
    }

    @ConformanceScenario(13)
    void initialEventsFromAFutureVersionAreRefusedAfterAWhile(ScenarioClient client) {
        long future = client.configMap("a").versionNumber() + 1_000_000;
        client.placeholder(Long.toString(future), "<future>");
        ScenarioWatch watch =
                client.watch(client.in("configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                        + "&allowWatchBookmarks=true&resourceVersion=" + future));

        ReceivedEvent error = watch.next();
        assertThat(error.type()).isEqualTo("ERROR");
        error.is("/code", 504).is("/reason", "Timeout");
    }

    @ConformanceScenario(14)
    void aVersionOfAWatchThatIsNotANumberIsAServerError(ScenarioClient client) {
        client.get(client.in("configmaps?watch=true&resourceVersion=abc"))
                .code(500)
                .is(
                        "/message",
                        "resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    @ConformanceScenario(17)
    void aTimeOutEndsAWatchWithoutAnEvent(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?timeoutSeconds=1"));

        watch.receives("ADDED a");
        watch.ends();
    }

    @ConformanceScenario(17)
    void aTimeOutEndsAWatchThatSawNothing(ScenarioClient client) {
        client.watch(client.in("configmaps?timeoutSeconds=1")).ends();
    }

    @ConformanceScenario(18)
    void aWatchIsJsonALineAndItsHeadComesBeforeTheFirstEvent(ScenarioClient client) {
        ScenarioWatch watch = client.watch(
                client.in("configmaps?resourceVersion=" + client.configMap("a").version()));
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(18)
    void aWatchIsRequestedByOneOrTrue(ScenarioClient client) {
        ScenarioResponse one = client.configMap("a");
        client.get(client.in("configmaps?watch=1&timeoutSeconds=1&resourceVersion=" + one.version()))
                .code(200)
                .header("Content-Type", "application/json");
    }

    @ConformanceScenario({3, 18})
    void anObjectAloneIsWatchedByItsName(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        ScenarioWatch watch = client.watch(client.in("configmaps?fieldSelector=metadata.name%3Db&resourceVersion="
                + client.get(client.in("configmaps")).version()));
        client.changeConfigMap("a", "1");
        client.changeConfigMap("b", "1");

        watch.receives("MODIFIED b");
    }

    @ConformanceScenario(3)
    void anObjectMadeAgainHasAnotherUid(ScenarioClient client) {
        ScenarioResponse first = client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + first.version()));
        client.delete(client.in("configmaps/a"));
        ScenarioResponse second = client.configMap("a");
        assertThat(second.text("/metadata/uid")).isNotEqualTo(first.text("/metadata/uid"));

        watch.next("DELETED", "a").is("/metadata/uid", first.text("/metadata/uid"));
        watch.next("ADDED", "a").is("/metadata/uid", second.text("/metadata/uid"));
    }

    @ConformanceScenario(12)
    void aHundredEventsAreKeptForWatchesThatResume(ScenarioClient client) {
        String from = client.configMap("a").version();
        for (int write = 1; write <= 99; write++) {
            client.changeConfigMap("a", Integer.toString(write));
        }
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + from));

        for (int write = 1; write <= 99; write++) {
            watch.next("MODIFIED", "a").is("/data/value", write);
        }
    }

    @ConformanceScenario(11)
    void theVersionOfAListCanAlwaysBeWatchedFrom(ScenarioClient client) {
        String from = client.get(client.in("configmaps")).lists().version();
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion=" + from));
        client.configMap("a");

        watch.receives("ADDED a");
    }

    @ConformanceScenario(19)
    void aSlowReaderMissesNoEvents(ScenarioClient client) {
        ScenarioWatch late = client.watch(
                client.in("configmaps?resourceVersion=" + client.configMap("a").version()));
        for (int write = 1; write <= 20; write++) {
            client.changeConfigMap("a", Integer.toString(write));
        }

        for (int write = 1; write <= 20; write++) {
            late.next("MODIFIED", "a").is("/data/value", write);
        }
    }
}
