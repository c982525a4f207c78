package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What depends on time, with a clock that the test moves. */
class InjectedTimeTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aVersionFromTheFutureIsSilentUntilItIsPast() {
        long future = api.store.revision() + 2;
        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + future + "&timeoutSeconds=5");
        api.map("a");
        api.map("b");
        assertThat(watch.told()).isEmpty();

        api.map("c");
        assertThat(watch.told()).containsExactly("ADDED c");
        api.time.advance(Duration.ofSeconds(5));
        watch.awaitEnd();
    }

    @Test
    void initialEventsFromTheFutureAreAnErrorAfterThreeSeconds() {
        CompletableFuture<ApiResponse> answer = api.start(
                        "GET",
                        MAPS + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=999",
                        "",
                        "",
                        "")
                .toCompletableFuture();
        api.time.advance(Duration.ofMillis(2_900));
        assertThat(answer).isNotDone();
        api.time.advance(Duration.ofMillis(100));

        Line line = new TestWatch(((ApiResponse.Stream) answer.join()).watch()).next();
        assertThat(line.type()).isEqualTo("ERROR");
        assertThat(line.object().path("code").asInt()).isEqualTo(504);
        assertThat(line.object().path("message").asText())
                .isEqualTo("Timeout: Too large resource version: 999, current: 2");
    }

    @Test
    void bookmarksComeEachMinuteAndBeforeTheEndOnceThereIsNews() {
        TestWatch watch = api.watch(
                MAPS + "?allowWatchBookmarks=true&timeoutSeconds=100&resourceVersion=" + api.store.revision());
        TestWatch without = api.watch(MAPS + "?timeoutSeconds=100&resourceVersion=" + api.store.revision());
        api.time.advance(Duration.ofSeconds(60));
        assertThat(watch.told()).isEmpty();

        api.pod("elsewhere");
        api.time.advance(Duration.ofSeconds(37));
        assertThat(watch.told()).isEmpty();
        api.time.advance(Duration.ofSeconds(1));
        assertThat(watch.taken()).extracting(Line::version).containsExactly(api.store.revision());
        api.time.advance(Duration.ofSeconds(1));
        assertThat(watch.told()).containsExactly("BOOKMARK ");
        assertThat(without.told()).isEmpty();
    }

    @Test
    void aWatchEndsCleanlyAtItsTimeOutOrWithinTheHour() {
        TestWatch timed = api.watch(MAPS + "?timeoutSeconds=3");
        TestWatch open = api.watch(MAPS);
        timed.told();
        open.told();
        api.time.advance(Duration.ofSeconds(3));
        assertThat(timed.feed.ended()).isTrue();
        assertThat(timed.ready.tryAcquire()).isTrue();
        assertThat(timed.told()).isEmpty();

        api.time.advance(Duration.ofMinutes(29));
        assertThat(open.feed.ended()).isFalse();
        api.time.advance(Duration.ofMinutes(31));
        assertThat(open.feed.ended()).isTrue();
    }

    @Test
    void aListFromTheFutureIsA504AfterThreeSecondsUnlessItsVersionComes() {
        CompletableFuture<ApiResponse> inVain =
                api.start("GET", MAPS + "?resourceVersion=99", "", "", "").toCompletableFuture();
        CompletableFuture<ApiResponse> soon =
                api.start("GET", MAPS + "?resourceVersion=3", "", "", "").toCompletableFuture();
        assertThat(inVain).isNotDone();
        assertThat(soon).isNotDone();
        api.map("a");
        assertThat(TestApi.answer(soon).names()).containsExactly("a");
        api.time.advance(Duration.ofSeconds(3));

        Answer timeout = TestApi.answer(inVain);
        assertThat(timeout.code()).isEqualTo(504);
        assertThat(timeout.headers()).containsEntry("Retry-After", "1");
        assertThat(timeout.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"Timeout: Too large resource version: 99, current: 3\",\"reason\":\"Timeout\","
                        + "\"details\":{\"causes\":[{\"reason\":\"ResourceVersionTooLarge\",\"message\":\"Too large"
                        + " resource version\"}],\"retryAfterSeconds\":1},\"code\":504}");
    }

    /** A real server deletes an event after an hour. */
    @Test
    void anEventIsStillThereAfterAnHour() {
        String events = "/api/v1/namespaces/default/events";
        api.post(
                events,
                "{'metadata':{'name':'a'},'reason':'Pulled','involvedObject':{'kind':'Pod','namespace':'default',"
                        + "'name':'p'}}");
        api.time.advance(Duration.ofHours(2));

        assertThat(api.get(events + "/a").code()).isEqualTo(200);
    }
}
