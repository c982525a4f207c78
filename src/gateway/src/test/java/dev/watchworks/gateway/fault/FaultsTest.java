package dev.watchworks.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLineParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When faults strike, without a network. */
class FaultsTest {
    private static final ApiCall WATCH = ApiCall.parse("GET", "/api/v1/namespaces/shop/pods", "watch=true");
    private static final ApiCall LIST = ApiCall.parse("GET", "/api/v1/namespaces/shop/pods", "");

    private final List<String> struck = new ArrayList<>();
    private final List<String> socket = new ArrayList<>();
    private final FaultInjector injector = new FaultInjector(
            new ListeningSocketFault.ListeningSocket() {
                @Override
                public void refuseConnections() {
                    socket.add("shut");
                }

                @Override
                public void resetConnections() {
                    socket.add("drop");
                }

                @Override
                public void acceptConnections() {
                    socket.add("open");
                }
            },
            duration -> new CompletableFuture<>(),
            (exchange, fault, cue) -> struck.add(exchange + " " + fault + " on " + cue));
    private final Faults faults = injector.faults();

    @Test
    void aCueIsToldInWords() {
        ArmedFault reset = faults.when(
                        Cue.watch("pods").inNamespace("shop").nth(2).afterEvents(3))
                .then(new ResetStream());
        assertThat(reset).hasToString("ResetStream on watch pods in shop, request 2, after event 3 (change)");
        assertThat(faults.neverStruck()).containsExactly(reset);
    }

    @Test
    void eachStreamCountsForItselfAndTheFirstOneThatGetsThereIsStruck() {
        faults.when(Cue.watch("pods").afterEvents(2)).then(new EndStream());
        ExchangeFaults first = injector.onRequest(1, WATCH);
        ExchangeFaults second = injector.onRequest(2, WATCH);
        send(first, "ADDED");
        send(second, "ADDED");
        assertThat(first.next(at(WATCH))).isNull();
        send(second, "BOOKMARK");
        assertThat(second.next(at(WATCH))).isNull();
        send(second, "ADDED");
        assertThat(second.next(at(WATCH)).then()).isEqualTo(StreamEffect.Then.END);
        send(first, "ADDED");
        assertThat(first.next(at(WATCH))).as("it strikes once").isNull();
        assertThat(struck)
                .containsExactly(
                        "2 the watch was ended, as a server does when its time is up on watch pods, after event 2 (change)");
    }

    @Test
    void aNumberedRequestIsMeantAloneEvenWhenItsStreamNeverGetsThere() {
        ArmedFault end = faults.when(Cue.watch("pods").nth(2).afterEvents(1)).then(new EndStream());
        ExchangeFaults first = injector.onRequest(1, WATCH);
        injector.onRequest(2, WATCH);
        ExchangeFaults third = injector.onRequest(3, WATCH);
        send(first, "ADDED");
        send(third, "ADDED");
        assertThat(first.next(at(WATCH))).isNull();
        assertThat(third.next(at(WATCH))).isNull();
        assertThat(end.hasStruck()).isFalse();
    }

    @Test
    void requestsBeforeArmingDoNotCount() {
        injector.onRequest(1, LIST);
        faults.when(Cue.list("pods")).then(new ServerError());
        assertThat(injector.onRequest(2, LIST).errorResponse().status()).isEqualTo(500);
        assertThat(injector.onRequest(3, LIST).errorResponse()).isNull();
    }

    @Test
    void otherResourcesVerbsNamespacesAndSubresourcesAreLeftAlone() {
        faults.when(Cue.list("pods").inNamespace("shop")).always().then(new ServerError());
        assertThat(injector.onRequest(1, WATCH).errorResponse()).isNull();
        assertThat(injector.onRequest(2, ApiCall.parse("GET", "/api/v1/namespaces/else/pods", ""))
                        .errorResponse())
                .isNull();
        assertThat(injector.onRequest(3, ApiCall.parse("GET", "/api/v1/namespaces/shop/services", ""))
                        .errorResponse())
                .isNull();
        assertThat(injector.onRequest(4, LIST).errorResponse()).isNotNull();
        faults.when(Cue.verb("update", "pods")).always().then(new ServerError());
        assertThat(injector.onRequest(5, ApiCall.parse("PUT", "/api/v1/namespaces/shop/pods/web/status", ""))
                        .errorResponse())
                .isNull();
    }

    @Test
    void anAnswersFaultCannotWaitForEvents() {
        assertThatThrownBy(() -> faults.when(Cue.watch("pods").afterEvents(1)).then(new ServerError()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strikes an answer before it begins")
                .hasMessageContaining("Cue.after(another fault)");
        assertThatThrownBy(() -> faults.now(new ServerError())).isInstanceOf(IllegalArgumentException.class);
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void theDoorIsShutOnCueAndOpenedWhenLifted() {
        ArmedFault refusal = faults.when(Cue.watch("pods").afterEvents(1)).then(new RefuseConnections(true));
        ExchangeFaults stream = injector.onRequest(1, WATCH);
        send(stream, "ADDED");
        assertThat(stream.next(at(WATCH))).isNull();
        assertThat(socket).containsExactly("shut", "drop");
        refusal.lift();
        refusal.lift();
        assertThat(socket).containsExactly("shut", "drop", "open");
    }

    @Test
    void aFaultThatIsLiftedStrikesNoMore() {
        ArmedFault error = faults.when(Cue.anyRequest()).always().then(new ServerError());
        assertThat(injector.onRequest(1, LIST).errorResponse()).isNotNull();
        error.lift();
        assertThat(injector.onRequest(2, LIST).errorResponse()).isNull();
        assertThat(error.strikes()).isEqualTo(1);
    }

    @Test
    void whatStrikesNowLeavesLaterStreamsAlone() {
        ExchangeFaults open = injector.onRequest(1, WATCH);
        open.opened();
        faults.now(new EndStream());
        assertThat(open.next(at(WATCH)).then()).isEqualTo(StreamEffect.Then.END);
        ExchangeFaults later = injector.onRequest(2, WATCH);
        later.opened();
        assertThat(later.next(at(WATCH))).isNull();
    }

    @Test
    void aWatchThatWasRefusedIsNoStreamToEnd() {
        ArmedFault end = faults.when(Cue.watch("pods")).times(2).then(new EndStream());
        ExchangeFaults refused = injector.onRequest(1, WATCH);
        assertThat(refused.next(new StreamPosition(WATCH, false, null, null, new byte[0])))
                .isNull();
        assertThat(end.hasStruck()).isFalse();
        assertThat(injector.onRequest(2, WATCH).next(at(WATCH))).isNotNull();
    }

    @Test
    void senselessCountsAndDelaysAreRefused() {
        assertThatThrownBy(() -> Cue.list("pods").nth(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cue.watch("pods").afterEvents(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.when(Cue.anyRequest()).times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TooManyRequests(Duration.ofMillis(500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DelayResponses(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBookmarkOfACustomResourceHasTheTypeOfItsEvents() {
        ApiCall call = ApiCall.parse("GET", "/apis/example.com/v1/things", "watch=true&allowWatchBookmarks=true");
        StreamPosition unknown = new StreamPosition(call, true, null, null, new byte[0]);
        assertThat(new InsertBookmark().ready(unknown)).isFalse();
        StreamPosition known = new StreamPosition(
                call,
                true,
                StreamLineParser.parse(
                        ("{\"type\":\"ADDED\",\"object\":{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\","
                                        + "\"metadata\":{\"resourceVersion\":\"9\"}}}\n")
                                .getBytes(StandardCharsets.UTF_8)),
                null,
                new byte[0]);
        assertThat(new String(new InsertBookmark().strike(known).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"BOOKMARK\",\"object\":{\"apiVersion\":\"example.com/v1\",\"kind\":\"Thing\","
                        + "\"metadata\":{\"resourceVersion\":\"9\"}}}\n");
    }

    private static void send(ExchangeFaults stream, String type) {
        stream.sent(StreamLineParser.parse(
                ("{\"type\":\"" + type + "\",\"object\":{}}\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static StreamPosition at(ApiCall call) {
        return new StreamPosition(call, true, null, null, new byte[0]);
    }

    @Test
    void eachFaultSaysWhatHappenedFromTheClientsSide() {
        assertThat(Stream.of(
                                new CutLine(),
                                new DelayResponses(Duration.ofMillis(80)),
                                new EndStream(),
                                new GoneEvent(),
                                new GoneOnList(),
                                new GoneOnWatch(),
                                new HoldResponse(),
                                new InsertBookmark(),
                                new InsertEvent("ADDED", "{}"),
                                new RefuseConnections(false),
                                new RefuseConnections(true),
                                new ResetStream(),
                                new ServerError(),
                                new TooManyRequests(Duration.ofSeconds(7)))
                        .map(Fault::description))
                .containsExactly(
                        "the connection broke in the middle of a line",
                        "the response was delayed by 80 ms",
                        "the watch was ended, as a server does when its time is up",
                        "the watch got 410 Gone: its version is too old",
                        "the list was refused with 410 Gone: its version is too old",
                        "the watch was refused with 410 Gone: its version is too old",
                        "the response was held back",
                        "a bookmark was sent",
                        "an event ADDED was sent",
                        "the server takes no new connections",
                        "the server went away: open connections broke, and new ones are refused",
                        "the response broke off, as when a server dies",
                        "it was refused with 500: etcdserver: request timed out",
                        "it was refused with 429, to be tried again after 7 s");
    }
}
