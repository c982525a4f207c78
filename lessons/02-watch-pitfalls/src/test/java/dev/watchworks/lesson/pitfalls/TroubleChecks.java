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

/** How {@code follow} behaves towards a server that is in trouble. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class TroubleChecks {

    private static final int ATTEMPTS = 7;
    /**
     * Pauses that grow from 20 ms on are, at their shortest, 10, 20, 40, 80 and 160 ms. The first attempt again may be made
     * at once: the list before it went well. Six pauses that do not grow take 120 ms at most.
     */
    private static final Duration GROWN = Duration.ofMillis(300);

    /** The first attempt again may be made at once. */
    private static final int MOST_BEFORE_A_PAUSE = 2;

    /** A pause that is doubled each time is longer at its end than five times what is waited for. */
    private static final int STREAMS = 11;

    /** The user agent by which the wire tells a second follower's requests from the first one's. */
    private static final String SECOND = "second-follower";

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    /** Longer than it takes from the end of one request to the next, where nothing lies between them. */
    private static final Duration REST = Duration.ofMillis(300);

    private static final String A_PAUSE =
            "a pause when a watch has been answered with 410 a second time, for a base of an hour";
    private static final Duration ASKED = Duration.ofSeconds(1);

    /**
     * One follower pauses for an hour, so that no machine is too slow to tell it from none; how long to look at it is told by
     * another one beside it, whose pauses grow from 20 ms on.
     */
    @Step(7)
    void doesNotAskAgainAndAgainWhenEachWatchEndsAtOnce(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        FollowRun pausing = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        followBeside(lab, Duration.ofSeconds(2));
        lab.expect("an attempt to watch")
                .until(() -> !firstWatches(lab).isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("more attempts to watch, although each stream ends at once")
                .because("a stream that ends is no reason to give up")
                .within(Duration.ofSeconds(10))
                .until(() -> secondWatches(lab).size() >= ATTEMPTS
                        || firstWatches(lab).size() > MOST_BEFORE_A_PAUSE)
                .otherwise(() -> WireDescription.of(lab.wire()));
        expectAPause(lab, pausing);
        Duration all = pauses(secondWatches(lab).subList(0, ATTEMPTS)).stream().reduce(Duration.ZERO, Duration::plus);
        lab.expect("pauses that double from 20 ms on, from one attempt to the next")
                .because(
                        "a stream that ends at once and brings nothing is a failure, even if it ends cleanly; the more of them "
                                + "in a row, the longer the pause")
                .now(() -> all.compareTo(GROWN) >= 0)
                .otherwise(() -> "your code asked again after each in the same short time");
    }

    private static void expectAPause(Lab lab, FollowRun pausing) throws Exception {
        lab.expect("a pause when a stream has ended at once a second time, for a base of an hour")
                .because(
                        "without a pause the loop asks thousands of times a second, and so do all its neighbours, while the "
                                + "server is in trouble")
                .now(() -> firstWatches(lab).size() <= MOST_BEFORE_A_PAUSE)
                .otherwise(() -> "your code asked again at once, and again, and again");
        pausing.stop();
        pausing.expectReturn("`stop`, in a pause", "whoever stops a program does not want to wait for its pause");
    }

    /** Another follower. */
    private static void followBeside(Lab lab, Duration maximum) throws Exception {
        WatchPitfallsLesson second = lab.newAnswer(WatchPitfallsLesson.class);
        lab.atEnd(second::stop);
        ApiClient client = lab.connection().client().setUserAgent(SECOND);
        lab.start("follow", () -> second.follow(client, lab.namespace(), FollowRun.BASE, maximum, change -> {}));
    }

    private static List<Exchange> firstWatches(Lab lab) {
        return watches(lab, false);
    }

    private static List<Exchange> secondWatches(Lab lab) {
        return watches(lab, true);
    }

    private static List<Exchange> watches(Lab lab, boolean ofTheSecond) {
        return lab.wire().watches("pods").stream()
                .filter(watch -> watch.userAgent().equals(SECOND) == ofTheSecond)
                .toList();
    }

    /** The second 410 in a row: after the first, a list may come at once. */
    @Step(7)
    void doesNotListAgainAndAgainWhenEachWatchIsGone(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new GoneOnWatch());
        FollowRun following = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        lab.expect("a list, and a watch that is answered with 410")
                .until(() -> lab.wire().watches("pods").stream().anyMatch(watch -> !watch.isOpen()))
                .otherwise(() -> WireDescription.of(lab.wire()));
        QuietPeriod rest = new QuietPeriod(lab, following.run(), REST);
        lab.expect(A_PAUSE)
                .until(() -> lists(lab) > 2 || rest.hasCome())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect(A_PAUSE)
                .because(
                        "a list is what costs a server most; one that says 410 to every version is in trouble, and a list for each "
                                + "410 keeps it there")
                .now(() -> lists(lab) <= 2)
                .otherwise(() -> "your code listed at once, and again, and again");
        following.stop();
        following.expectReturn("`stop`, in a pause", "whoever stops a program does not want to wait for its pause");
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
                        "a pod that exists, although the first two lists are answered with 500",
                        "500 is trouble that passes; a program that gives up on it has to be started again by hand");
    }

    /** The first list is refused, and the first watch, which the other one of two followers asks for: both at once. */
    @Step(7)
    void staysAwayAsLongAsTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).then(new TooManyRequests(ASKED));
        lab.gateway().faults().when(Cue.watch("pods")).then(new TooManyRequests(ASKED));
        FollowRun.start(lab, answer);
        followBeside(lab, FollowRun.MAXIMUM);
        expectToStayAway(lab, "list", call -> !call.isWatch());
        expectToStayAway(lab, "watch", ApiCall::isWatch);
    }

    /**
     * Each stream brings a pod before it ends. Pauses that start again from 100 ms each time are short to the end; of those
     * that double from stream to stream the last takes more than three seconds.
     */
    @Step(7)
    void forgetsItsFailuresWhenAStreamBringsSomething(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer, A_MOMENT, AN_HOUR);
        following.expectOpenWatch();
        for (int stream = 1; stream <= STREAMS; stream++) {
            String pod = "web-" + stream;
            lab.cluster().createPod(pod);
            lab.expect("each pod to be told a moment after it was created, though each stream ends after one or two")
                    .because(
                            "a stream that brought something was a success: the failures before it are forgotten, and the "
                                    + "next pause is as short as the first; else a program that runs for a week pauses for an hour")
                    .within(Duration.ofSeconds(3))
                    .until(() -> following.changes().has("ADDED " + pod))
                    .otherwise(() -> "your code pauses longer after each stream than after the one before");
            lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        }
    }

    /** The request after the refused one must not come before the time that the server named. */
    private static void expectToStayAway(Lab lab, String refused, Predicate<ApiCall> isMeant) throws Exception {
        lab.expect("another attempt after a %s that was refused with 429 and `Retry-After: 1`".formatted(refused))
                .within(Duration.ofSeconds(6))
                .until(() -> sinceTheRefusal(lab, isMeant).size() > 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        List<Exchange> two = sinceTheRefusal(lab, isMeant);
        Duration away = two.get(1).requestedAt().minus(two.get(0).requestedAt());
        lab.expect("no request within the second that the server asked for, after a 429 on a %s".formatted(refused))
                .because("the server said when it can serve again; who comes earlier is one of those who keep it down")
                .now(() -> away.compareTo(ASKED) >= 0)
                .otherwise(() -> "your code came back after its own pause, without regard to the header");
    }

    /** The requests of one follower, from the one that was refused on. */
    private static List<Exchange> sinceTheRefusal(Lab lab, Predicate<ApiCall> isMeant) {
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
    void stopsInAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.stop();
        following.expectReturn(
                "`stop`, in a pause of an hour", "whoever stops a program does not want to wait for its pause");
    }

    @Step(7)
    void endsWhenItIsInterruptedInAPause(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = pausing(lab, answer);
        following.run().stop();
        following.expectReturn(
                "an interrupt, in a pause of an hour",
                "an interrupt asks a thread to end; whoever catches the exception and goes on has not heard it");
    }

    private static FollowRun pausing(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        FollowRun following = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        lab.expect("a list, and a pause after it was refused")
                .until(() -> lab.wire().lists("pods").stream().anyMatch(list -> !list.isOpen()))
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("no other request in the pause of an hour after the list that was refused")
                .because("a pause that does not wait is none")
                .during(
                        A_MOMENT,
                        () -> lab.wire().exchanges().size() == 1
                                && following.run().isRunning())
                .otherwise(
                        () -> following.run().isRunning() ? WireDescription.of(lab.wire()) : "`follow` has returned");
        return following;
    }
}
