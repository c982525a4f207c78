package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Checks how {@code follow} behaves when the server has problems. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class TroubleChecks {

    private static final int ATTEMPTS = 7;
    /**
     * Pauses that grow from 20 ms are at least 10, 20, 40, 80 and 160 ms long. The second attempt may come at once, because
     * the list before the first one succeeded. Six pauses that do not grow take 120 ms at most.
     */
    private static final Duration GROWN = Duration.ofMillis(300);

    /** The second attempt may come at once. */
    private static final int MOST_BEFORE_A_PAUSE = 2;

    /** After so many streams, a pause that doubles each time is five times longer than the check waits. */
    private static final int STREAM_COUNT = 11;

    /** The user agent of the second follower, which identifies its requests. */
    private static final String SECOND = "second-follower";

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration SHORT_TIME = Duration.ofMillis(100);

    /** Longer than the time between two requests without a pause. */
    private static final Duration QUIET_TIME = Duration.ofMillis(300);

    private static final String A_PAUSE = "a pause after the second watch that ends with 410, with a base of an hour";
    private static final Duration ASKED = Duration.ofSeconds(1);

    /**
     * The first follower pauses for an hour, so that the check sees the pause even on a slow machine. The second follower
     * pauses from 20 ms, and shows how long the check has to look at the first one.
     */
    @Step(7)
    void pausesWhenEachWatchEndsAtOnce(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        FollowRun pausing = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        startSecondFollower(lab, Duration.ofSeconds(2));
        lab.expect("an attempt to watch")
                .until(() -> !watchesOfTheFirst(lab).isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("more attempts to watch, although each stream ends at once")
                .because("the end of a stream is not a reason to give up")
                .within(Duration.ofSeconds(10))
                .until(() -> watchesOfTheSecond(lab).size() >= ATTEMPTS
                        || watchesOfTheFirst(lab).size() > MOST_BEFORE_A_PAUSE)
                .otherwise(() -> WireDescription.of(lab.wire()));
        expectAPause(lab, pausing);
        Duration all =
                pauses(watchesOfTheSecond(lab).subList(0, ATTEMPTS)).stream().reduce(Duration.ZERO, Duration::plus);
        lab.expect("pauses between the attempts that begin with 20 ms and double")
                .because(
                        "a stream that ends at once without an event is a failure, even if it ends cleanly; with each failure "
                                + "in a row, the pause grows")
                .now(() -> all.compareTo(GROWN) >= 0)
                .otherwise(() -> "your code waited the same short time before each attempt");
    }

    private static void expectAPause(Lab lab, FollowRun pausing) throws Exception {
        lab.expect("a pause after the second stream that ends at once, with a base of an hour")
                .because(
                        "without a pause, the loop sends a thousand requests a second, and so does each other client, while "
                                + "the server is overloaded")
                .now(() -> watchesOfTheFirst(lab).size() <= MOST_BEFORE_A_PAUSE)
                .otherwise(() -> "your code opened a watch again and again, without a pause");
        pausing.stop();
        pausing.expectReturn("`stop` during a pause", "`stop` must not have to wait until the pause is over");
    }

    /** Starts a second follower with shorter pauses. */
    private static void startSecondFollower(Lab lab, Duration maximum) throws Exception {
        WatchPitfallsLesson second = lab.newAnswer(WatchPitfallsLesson.class);
        lab.atEnd(second::stop);
        ApiClient client = lab.connection().client().setUserAgent(SECOND);
        lab.start("follow", () -> second.follow(client, lab.namespace(), FollowRun.BASE, maximum, change -> {}));
    }

    private static List<Exchange> watchesOfTheFirst(Lab lab) {
        return watches(lab, false);
    }

    private static List<Exchange> watchesOfTheSecond(Lab lab) {
        return watches(lab, true);
    }

    private static List<Exchange> watches(Lab lab, boolean ofTheSecond) {
        return lab.wire().watches("pods").stream()
                .filter(watch -> watch.userAgent().equals(SECOND) == ofTheSecond)
                .toList();
    }

    /** The pause must come after the second 410 in a row; after the first one, a list may come at once. */
    @Step(7)
    void pausesWhenEachWatchIsGone(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new GoneOnWatch());
        FollowRun following = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        lab.expect("a list, and then a watch that ends with 410")
                .until(() -> lab.wire().watches("pods").stream().anyMatch(watch -> !watch.isOpen()))
                .otherwise(() -> WireDescription.of(lab.wire()));
        QuietPeriod rest = new QuietPeriod(lab, following.run(), QUIET_TIME);
        lab.expect(A_PAUSE)
                .until(() -> lists(lab) > 2 || rest.isOver())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect(A_PAUSE)
                .because(
                        "a list is the most expensive request; a server that sends 410 for every version has problems, and a "
                                + "list for each 410 makes them worse")
                .now(() -> lists(lab) <= 2)
                .otherwise(() -> "your code listed again and again, without a pause");
        following.stop();
        following.expectReturn("`stop` during a pause", "`stop` must not have to wait until the pause is over");
    }

    private static int lists(Lab lab) {
        return lab.wire().lists("pods").size();
    }

    private static List<Duration> pauses(List<Exchange> watches) {
        return IntStream.range(1, watches.size())
                .mapToObj(index -> watches.get(index)
                        .requestedAt()
                        .minus(watches.get(index - 1).requestedAt()))
                .toList();
    }

    @Step(7)
    void triesAgainWhenTheListIsRefused(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.gateway().faults().when(Cue.list("pods")).times(2).then(new ServerError());
        FollowRun.start(lab, answer)
                .expect(
                        "ADDED web-1",
                        "a pod that exists, although the server returns 500 for the first two lists",
                        "a 500 is a problem for some time only; if the program gives up, somebody must start it again");
    }

    /** The server refuses the first list of one follower, and the first watch of the other, so the check takes less time. */
    @Step(7)
    void waitsAsLongAsTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).then(new TooManyRequests(ASKED));
        lab.gateway().faults().when(Cue.watch("pods")).then(new TooManyRequests(ASKED));
        FollowRun.start(lab, answer);
        startSecondFollower(lab, FollowRun.MAXIMUM);
        expectWait(lab, "list", call -> !call.isWatch());
        expectWait(lab, "watch", ApiCall::isWatch);
    }

    /**
     * Each stream brings a pod before it ends. Pauses that begin again with 100 ms each time stay short. If the pauses
     * double from stream to stream, the last one takes more than three seconds.
     */
    @Step(7)
    void forgetsItsFailuresWhenAStreamBringsSomething(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer, SHORT_TIME, AN_HOUR);
        following.expectOpenWatch();
        for (int stream = 1; stream <= STREAM_COUNT; stream++) {
            String pod = "web-" + stream;
            lab.cluster().createPod(pod);
            lab.expect(
                            "an ADDED for each pod soon after it was created, although each stream ends after one or two pods")
                    .because(
                            "a stream that brought an event was a success: begin to count the failures again after it; "
                                    + "otherwise a program that runs for a week pauses for an hour")
                    .within(Duration.ofSeconds(3))
                    .until(() -> following.changes().has("ADDED " + pod))
                    .otherwise(() -> "your code pauses longer after each stream");
            lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        }
    }

    /** Expects that the request after a 429 does not come earlier than the server asked for. */
    private static void expectWait(Lab lab, String refused, Predicate<ApiCall> isMeant) throws Exception {
        lab.expect("another attempt after a %s with the response 429 and `Retry-After: 1`".formatted(refused))
                .within(Duration.ofSeconds(6))
                .until(() -> requestsSinceTheRefusal(lab, isMeant).size() > 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        List<Exchange> two = requestsSinceTheRefusal(lab, isMeant);
        Duration away = two.get(1).requestedAt().minus(two.get(0).requestedAt());
        lab.expect("no request for one second after a 429 for a %s with `Retry-After: 1`".formatted(refused))
                .because(
                        "the server asked your client to stay away for one second; an earlier request makes its problems "
                                + "worse")
                .now(() -> away.compareTo(ASKED) >= 0)
                .otherwise(() -> "your code came back after its own pause, and ignored the header");
    }

    /** The requests of the follower that got the 429, beginning with that request. */
    private static List<Exchange> requestsSinceTheRefusal(Lab lab, Predicate<ApiCall> isMeant) {
        List<Exchange> all = lab.wire().exchanges();
        return all.stream()
                .filter(exchange -> exchange.status() == 429 && isMeant.test(exchange.call()))
                .findFirst()
                .map(refused -> all.stream()
                        .filter(exchange ->
                                exchange.userAgent().equals(refused.userAgent()) && exchange.id() >= refused.id())
                        .toList())
                .orElse(List.of());
    }

    @Step(7)
    void stopsDuringAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.stop();
        following.expectReturn(
                "`stop` during a pause of an hour", "`stop` must not have to wait until the pause is over");
    }

    @Step(7)
    void endsWhenItIsInterruptedDuringAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.run().stop();
        following.expectReturn(
                "an interrupt during a pause of an hour",
                "an interrupt asks a thread to end; if your code catches the exception and continues, nobody can stop it");
    }

    private static FollowRun pausing(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        FollowRun following = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        lab.expect("a list, and a pause after its response 500")
                .until(() -> lab.wire().lists("pods").stream().anyMatch(list -> !list.isOpen()))
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("no other request during the pause of an hour after the list with response 500")
                .because("your code has to wait for the whole pause before it tries again")
                .during(
                        SHORT_TIME,
                        () -> lab.wire().exchanges().size() == 1
                                && following.run().isRunning())
                .otherwise(
                        () -> following.run().isRunning() ? WireDescription.of(lab.wire()) : "`follow` has returned");
        return following;
    }
}
