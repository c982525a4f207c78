package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.storage.HistorySettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items 1 to 20 of the contract; each test names its item. */
class WatchContractTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void oneCounterGrowsOverAllResources() {
        long first = version(api.map("a"));
        long second = version(api.pod("b"));
        long third = version(api.map("c"));

        assertThat(List.of(second, third)).containsExactly(first + 1, first + 2);
        assertThat(api.get(MAPS).version()).isEqualTo(Long.toString(third));
    }

    @Test
    void aPutOrPatchThatChangesNothingKeepsTheVersionAndSendsNothing() {
        var stored = api.map("a");
        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + version(stored));

        Answer put = api.put(MAPS + "/a", stored);
        Answer patch = api.merge(MAPS + "/a", "{'metadata':{'labels':{}}}");
        api.map("b");

        assertThat(put.body()).isEqualTo(stored);
        assertThat(patch.body()).isEqualTo(stored);
        assertThat(watch.told()).containsExactly("ADDED b");
    }

    @Test
    void aWatchFromAVersionTellsOnlyWhatCameAfter() {
        api.map("a");
        long from = version(api.map("b"));
        api.merge(MAPS + "/a", "{'data':{'k':'v'}}");
        api.delete(MAPS + "/b");

        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + from);
        api.map("c");

        assertThat(watch.told()).containsExactly("MODIFIED a", "DELETED b", "ADDED c");
    }

    @Test
    void aWatchWithoutAVersionBeginsWithWhatIsThereByKey() {
        api.map("b");
        api.map("a");

        TestWatch unset = api.watch(MAPS);
        TestWatch zero = api.watch(MAPS + "?resourceVersion=0&allowWatchBookmarks=true");
        api.map("aa");

        assertThat(unset.told()).containsExactly("ADDED a", "ADDED b", "ADDED aa");
        assertThat(zero.told()).containsExactly("ADDED a", "ADDED b", "BOOKMARK ", "ADDED aa");
    }

    @Test
    void initialEventsWantNotOlderThanAndAreNoneOfALists() {
        Answer withoutMatch = api.get(MAPS + "?watch=1&sendInitialEvents=true");
        Answer onList = api.get(MAPS + "?sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
        Answer matchAlone = api.get(MAPS + "?watch=1&resourceVersion=5&resourceVersionMatch=NotOlderThan");

        assertThat(withoutMatch.code()).isEqualTo(422);
        assertThat(withoutMatch.message())
                .isEqualTo("ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents"
                        + " requires setting resourceVersionMatch to NotOlderThan");
        assertThat(onList.message())
                .isEqualTo("ListOptions.meta.k8s.io \"\" is invalid: [resourceVersionMatch: Forbidden:"
                        + " resourceVersionMatch is forbidden unless resourceVersion is provided, sendInitialEvents:"
                        + " Forbidden: sendInitialEvents is forbidden for list]");
        assertThat(matchAlone.message())
                .isEqualTo("ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                        + " resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }

    @Test
    void initialEventsEndWithABookmarkEvenWhenThereAreNone() {
        String options = "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
        Line bookmark = api.watch(MAPS + "?sendInitialEvents=true" + options).next();
        api.map("a");
        TestWatch withoutEvents = api.watch(MAPS + "?sendInitialEvents=false" + options);

        assertThat(bookmark.type()).isEqualTo("BOOKMARK");
        assertThat(bookmark.object()
                        .path("metadata")
                        .path("annotations")
                        .path("k8s.io/initial-events-end")
                        .asText())
                .isEqualTo("true");
        assertThat(bookmark.version()).isEqualTo(2);
        assertThat(withoutEvents.told()).isEmpty();
    }

    @Test
    void anObjectComesIntoASelectorsSightAndLeavesIt() {
        TestWatch watch = api.watch(MAPS + "?labelSelector=on");
        api.map("a");
        api.merge(MAPS + "/a", "{'metadata':{'labels':{'on':'1'}}}");
        api.merge(MAPS + "/a", "{'data':{'k':'v'}}");
        Answer out = api.merge(MAPS + "/a", "{'metadata':{'labels':null}}");
        api.merge(MAPS + "/a", "{'data':{'k':'w'}}");

        List<Line> lines = watch.taken();
        assertThat(lines).extracting(Line::toString).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
        assertThat(lines.get(2).version()).isEqualTo(Long.parseLong(out.version()));
        assertThat(lines.get(2)
                        .object()
                        .path("metadata")
                        .path("labels")
                        .path("on")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aDeletionCarriesTheLastStateAndItsOwnVersion() {
        api.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'v'}}");
        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + api.get(MAPS).version());
        api.delete(MAPS + "/a");

        Line line = watch.next();
        assertThat(line).hasToString("DELETED a");
        assertThat(line.object().path("data").path("k").asText()).isEqualTo("v");
        assertThat(line.version()).isEqualTo(api.store.revision());
    }

    @Test
    void theLastFinalizerLeavesWithItsObject() {
        api.post(
                PODS,
                "{'metadata':{'name':'a','finalizers':['example.com/held']},"
                        + "'spec':{'containers':[{'name':'web','image':'nginx'}]}}");
        TestWatch watch = api.watch(PODS + "?resourceVersion=" + api.get(PODS).version());
        api.delete(PODS + "/a");
        Answer removed = api.merge(PODS + "/a", "{'metadata':{'finalizers':null}}");

        List<Line> lines = watch.taken();
        assertThat(lines).extracting(Line::toString).containsExactly("MODIFIED a", "DELETED a");
        var announced = lines.get(0).object().path("metadata");
        assertThat(announced.path("deletionGracePeriodSeconds").asInt(-1)).isZero();
        assertThat(announced.path("generation").asInt()).isEqualTo(2);
        assertThat(announced.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(lines.get(1)
                        .object()
                        .path("metadata")
                        .path("finalizers")
                        .path(0)
                        .asText())
                .isEqualTo("example.com/held");
        assertThat(lines.get(1).version()).isEqualTo(api.store.revision());
        assertThat(removed.code()).isEqualTo(200);
        assertThat(removed.body().path("metadata").has("finalizers")).isFalse();
        assertThat(removed.version()).isEqualTo(Long.toString(lines.get(0).version()));
        assertThat(api.get(PODS + "/a").code()).isEqualTo(404);
    }

    @Test
    void aVersionThatIsTooOldIsAnErrorEventAndTheEnd() {
        api.map("a");
        api.map("b");
        api.store.compact(api.store.revision());

        TestWatch watch = api.watch(MAPS + "?resourceVersion=2");
        Line line = watch.next();

        assertThat(line.type()).isEqualTo("ERROR");
        assertThat(line.object())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"too old resource version: 2 (4)\",\"reason\":\"Expired\",\"code\":410}");
        assertThat(watch.feed.ended()).isTrue();
    }

    @Test
    void aYoungServerServesFromTheFirstVersionAndAnOldOneFromItsFloor() {
        api.map("a");
        assertThat(api.watch(MAPS + "?resourceVersion=1").told()).containsExactly("ADDED a");

        api.store.compact(api.store.revision());

        assertThat(api.watch(MAPS + "?resourceVersion=1").next().type()).isEqualTo("ERROR");
        assertThat(api.watch(MAPS + "?resourceVersion=" + api.store.revision()).told())
                .isEmpty();
    }

    @Test
    void historyDoublesWhileItIsFreshAndElseDropsTheOldest() {
        try (TestApi small = new TestApi(new HistorySettings(2, 4, Duration.ofSeconds(75)), 100)) {
            long before = Long.parseLong(small.map("a")
                            .path("metadata")
                            .path("resourceVersion")
                            .asText())
                    - 1;
            small.map("b");
            small.map("c");
            small.map("d");
            assertThat(small.watch(MAPS + "?resourceVersion=" + before).told()).hasSize(4);

            small.map("e");
            Line expired = small.watch(MAPS + "?resourceVersion=" + before).next();
            assertThat(expired.object().path("message").asText())
                    .isEqualTo("too old resource version: " + before + " (" + (before + 1) + ")");

            small.time.advance(Duration.ofMinutes(3));
            small.map("f");
            assertThat(small.watch(MAPS + "?resourceVersion=" + (before + 4)).told())
                    .containsExactly("ADDED e", "ADDED f");
            assertThat(small.watch(MAPS + "?resourceVersion=" + (before + 3))
                            .next()
                            .type())
                    .isEqualTo("ERROR");
        }
    }

    @Test
    void aSenselessVersionIsA500OfAWatchAndA400OfAList() {
        Answer watch = api.get(MAPS + "?watch=1&resourceVersion=abc");
        Answer list = api.get(MAPS + "?resourceVersion=abc");
        String message = "resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax";

        assertThat(watch.code()).isEqualTo(500);
        assertThat(watch.message()).isEqualTo(message);
        assertThat(watch.body().has("reason")).isFalse();
        assertThat(list.code()).isEqualTo(400);
        assertThat(list.message()).isEqualTo("invalid resource version: " + message);
        assertThat(list.reason()).isEqualTo("BadRequest");
    }

    @Test
    void aLineIsOneObjectAndALineFeed() {
        api.map("a");
        byte[] frame = api.watch(MAPS).feed.poll();

        assertThat(frame).isNotNull();
        String line = new String(frame, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(line)
                .startsWith("{\"type\":\"ADDED\",\"object\":{\"kind\":\"ConfigMap\",")
                .endsWith("}}\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
        assertThat(api.watch(MAPS).feed.poll())
                .as("encoded once for all watchers")
                .isSameAs(frame);
    }

    @Test
    void aWatcherThatDoesNotKeepUpIsClosedWithoutAnError() {
        try (TestApi api = new TestApi(HistorySettings.KUBERNETES, 5)) {
            TestWatch slow = api.watch(MAPS);
            TestWatch fast = api.watch(MAPS);
            assertThat(fast.told()).isEmpty();
            for (int count = 0; count < 20; count++) {
                api.map("map-" + count);
                fast.next();
            }

            await("the slow watch's end").until(slow.feed::ended);
            assertThat(slow.told()).isEmpty();
            assertThat(fast.feed.ended()).isFalse();
        }
    }

    @Test
    void historyThatIsAskedForIsNotHeldAgainstTheWatcher() {
        try (TestApi api = new TestApi(HistorySettings.KUBERNETES, 5)) {
            long from = api.store.revision();
            for (int count = 0; count < 20; count++) {
                api.map("map-" + count);
            }
            TestWatch late = api.watch(MAPS + "?resourceVersion=" + from);
            TestWatch witness = api.watch(MAPS + "?resourceVersion=" + api.store.revision());
            assertThat(witness.told()).isEmpty();
            api.map("one-more");
            await("the witness to be told").until(() -> witness.ready.tryAcquire());

            assertThat(late.told()).hasSize(21);
        }
    }

    @Test
    void anUnsupportedFieldSelectorIsA400() {
        assertThat(api.get(PODS + "?watch=1&fieldSelector=spec.colour%3Dred").message())
                .isEqualTo("field label not supported: spec.colour");
        assertThat(api.get(MAPS + "?watch=1&fieldSelector=spec.colour%3Dred").message())
                .isEqualTo("\"spec.colour\" is not a known field selector: only \"metadata.name\","
                        + " \"metadata.namespace\"");
    }

    @Test
    void aWatcherIsToldWhenThereIsNewsAfterItFoundNone() throws InterruptedException {
        TestWatch watch = api.watch(MAPS);
        assertThat(watch.told()).isEmpty();
        api.map("a");

        assertThat(watch.ready.tryAcquire(5, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(watch.told()).containsExactly("ADDED a");
        watch.feed.cancel();
        api.map("b");
        assertThat(watch.feed.ended()).isTrue();
    }

    @Test
    void theDeprecatedWatchPathsStillWatch() {
        api.map("a");
        api.map("b");
        assertThat(api.watch("/api/v1/watch/namespaces/default/configmaps/b").told())
                .containsExactly("ADDED b");
        assertThat(api.watch("/api/v1/watch/configmaps").told()).containsExactly("ADDED a", "ADDED b");
    }

    private static long version(com.fasterxml.jackson.databind.JsonNode object) {
        return object.path("metadata").path("resourceVersion").asLong();
    }
}
