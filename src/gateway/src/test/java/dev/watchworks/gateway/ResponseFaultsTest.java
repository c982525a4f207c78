package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.LONG;
import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Conflict;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.DelayResponses;
import dev.watchworks.gateway.fault.Forbidden;
import dev.watchworks.gateway.fault.GoneOnList;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.WireEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client sees of faults that answer in place of the cluster or delay its response, in both protocols. */
class ResponseFaultsTest {
    private static final String LIST = "{\"kind\":\"PodList\",\"items\":[]}";

    private final ScriptedCluster cluster = ScriptedCluster.overHttp2();
    private final Gateway gateway = Gateway.start(cluster.upstream());

    @BeforeEach
    void answerLists() {
        cluster.answer("/api/v1/pods", 200, "application/json", LIST.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        gateway.close();
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aListWhoseVersionIsGoneIsAnsweredWith410(Protocol protocol) throws Exception {
        ArmedFault gone = gateway.faults().when(Cue.list("pods")).then(new GoneOnList());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods?resourceVersion=0", 200)).isEqualTo(LIST);
            assertThat(gone.hasStruck())
                    .as("the API server always serves version 0")
                    .isFalse();
            assertThat(body(client, "/api/v1/pods?resourceVersion=17", 410))
                    .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"The resourceVersion for the provided list is too old.\","
                            + "\"reason\":\"Expired\",\"code\":410}");
            assertThat(body(client, "/api/v1/pods?resourceVersion=17", 200)).isEqualTo(LIST);
        }
        assertThat(gateway.timeline().await(t -> t.counters().openExchanges() == 0, LONG))
                .isTrue();
        assertThat(gateway.timeline().lists("pods"))
                .extracting(exchange -> exchange.ending())
                .containsExactly(Ending.CLEAN, Ending.FAULT, Ending.CLEAN);
        assertThat(cluster.requests).as("the cluster never heard of one").hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aWatchWhoseVersionIsGoneCanBeAnsweredWithStatus410(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.watch("pods")).then(new GoneOnWatch());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods?watch=true&resourceVersion=17", 410))
                    .contains("\"message\":\"too old resource version: 17 (18)\",\"reason\":\"Expired\",\"code\":410");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void tooManyRequestsAreRefusedAsOftenAsPlannedAndSayWhenToTryAgain(Protocol protocol) throws Exception {
        ArmedFault refusal =
                gateway.faults().when(Cue.list("pods")).times(2).then(new TooManyRequests(Duration.ofSeconds(3)));
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                try (Response response = client.get("/api/v1/pods")) {
                    assertThat(response.code()).isEqualTo(429);
                    assertThat(response.header("Retry-After")).isEqualTo("3");
                    assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
                    assertThat(response.body().string()).isEqualTo("Too many requests, please try again later.\n");
                }
            }
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
            assertThat(refusal.strikes()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aColdWatchCacheRefusesWithAStatus(Protocol protocol) throws Exception {
        gateway.faults()
                .when(Cue.anyRequest())
                .then(new TooManyRequests(Duration.ofSeconds(1), TooManyRequests.Form.WATCH_CACHE));
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods", 429))
                    .contains("\"message\":\"storage is (re)initializing\",\"reason\":\"TooManyRequests\","
                            + "\"details\":{\"retryAfterSeconds\":1},\"code\":429");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aServerErrorStrikesTheNthRequestOnly(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.list("pods").nth(2)).then(new ServerError());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
            assertThat(body(client, "/api/v1/pods", 500))
                    .contains("\"message\":\"Internal error occurred: etcdserver: request timed out\"");
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aForbiddenRequestGetsTheWordsOfTheApiServer(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.list("pods")).then(new Forbidden());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/namespaces/shop/pods", 403))
                    .contains("\"reason\":\"Forbidden\",\"code\":403")
                    .contains("pods is forbidden: User \\\"learner\\\" cannot list resource \\\"pods\\\" in API group");
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aConflictStrikesOnlyChangesOfOneObject(Protocol protocol) throws Exception {
        gateway.faults().when(Cue.anyRequest()).always().then(new Conflict());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
            try (Response response = client.http
                    .newCall(client.request("/apis/apps/v1/namespaces/shop/deployments/web")
                            .delete()
                            .build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(409);
                assertThat(response.body().string())
                        .contains("Operation cannot be fulfilled on deployments.apps \\\"web\\\"")
                        .contains("\"reason\":\"Conflict\"")
                        .contains("{\"name\":\"web\",\"group\":\"apps\",\"kind\":\"deployments\"}");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aFaultCanFollowAnother(Protocol protocol) throws Exception {
        ArmedFault reset =
                gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new ResetStream());
        gateway.faults().when(Cue.list("pods").after(reset)).always().then(new ServerError("disk full"));
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
            try (LearnerClient.Stream stream = client.watch("/api/v1/namespaces/shop/pods?watch=true")) {
                cluster.nextWatch().send(event("ADDED", "a", 1));
                assertThat(stream.remains().failure()).isNotNull();
            }
            assertThat(body(client, "/api/v1/pods", 500)).contains("disk full");
            gateway.faults().liftAll();
            assertThat(body(client, "/api/v1/pods", 200)).isEqualTo(LIST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aHeldAnswerWaitsUntilTheFaultIsLiftedWhileTheClusterHasDoneItsWork(Protocol protocol) throws Exception {
        ArmedFault hold = gateway.faults().when(Cue.list("pods")).then(new HoldResponse());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return body(client, "/api/v1/pods", 200);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(hold.awaitStrike(LONG)).isTrue();
            cluster.nextRequest();
            assertThat(answer).isNotDone();
            assertThat(gateway.timeline().lists("pods").get(0).answeredAt()).isNull();
            hold.lift();
            assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(LIST);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void aClientThatHangsUpWhileItsAnswerIsHeldIsNoticed(Protocol protocol) throws Exception {
        ArmedFault hold = gateway.faults().when(Cue.watch("pods")).then(new HoldResponse());
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            okhttp3.Call watch = client.http.newCall(
                    client.request("/api/v1/namespaces/shop/pods?watch=true").build());
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(watch::execute).isInstanceOf(java.io.IOException.class));
            assertThat(hold.awaitStrike(LONG)).isTrue();
            ScriptedCluster.OpenWatch open = cluster.nextWatch();
            watch.cancel();
            waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(open.isCancelled()).isTrue();
            assertThat(gateway.timeline().await(t -> t.exchanges().get(0).ending() == Ending.RESET_BY_CLIENT, LONG))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_2", "HTTP_1_1"})
    void everyAnswerIsDelayedUntilLifted(Protocol protocol) throws Exception {
        Duration delay = Duration.ofMillis(80);
        ArmedFault slow = gateway.faults().when(Cue.anyRequest()).always().then(new DelayResponses(delay));
        try (LearnerClient client = new LearnerClient(gateway, protocol)) {
            body(client, "/api/v1/pods", 200);
            body(client, "/api/v1/pods", 200);
            slow.lift();
            body(client, "/api/v1/pods", 200);
        }
        assertThat(slow.strikes()).isEqualTo(2);
        assertThat(gateway.timeline().lists("pods").subList(0, 2))
                .allSatisfy(exchange -> assertThat(exchange.answeredAt().minus(exchange.requestedAt()))
                        .isGreaterThanOrEqualTo(delay));
        assertThat(gateway.timeline().events())
                .filteredOn(WireEvent.FaultStruck.class::isInstance)
                .extracting(struck -> ((WireEvent.FaultStruck) struck).fault())
                .containsOnly("the response was delayed by 80 ms");
    }

    private static String body(LearnerClient client, String path, int status) throws Exception {
        try (Response response = client.get(path)) {
            assertThat(response.code()).isEqualTo(status);
            return response.body().string();
        }
    }
}
