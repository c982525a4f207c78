package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Forbidden;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Checks that {@code follow} goes on when the server has problems, and pauses before it asks again. */
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

    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** Longer than the time between two requests without a pause. */
    private static final Duration QUIET_TIME = Duration.ofMillis(300);

    private static final String A_PAUSE = "a pause after the second watch that ends with 410, with a base of an hour";
    private static final String A_PAUSE_WITHOUT_SERVER =
            "a pause after the second attempt to reach a server that is away, with a base of an hour";

    @Step(value = 7, order = 6)
    void triesAgainWhenTheListIsRefused(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.gateway().faults().when(Cue.list("pods")).times(2).then(new ServerError());
        FollowRun.start(lab, answer)
                .expect(
                        "ADDED web-1",
                        "a pod that exists, although the server returns 500 for the first two lists",
                        "a 500 is a problem for some time only; if the program gives up, somebody must start it again");
    }

    @Step(value = 7, order = 7)
    void triesAgainWhenItIsForbidden(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        lab.gateway().faults().when(Cue.list("pods")).then(new Forbidden());
        lab.gateway().faults().when(Cue.watch("pods")).then(new Forbidden());
        FollowRun following = FollowRun.start(lab, answer);
        following.expect(
                "ADDED web-1",
                "a pod that exists, although the server returns 403 for the first list",
                "a permission may come later; if the program gives up, somebody must start it again");
        following.expectOpenWatch();
    }

    /**
     * The first follower pauses for an hour, so that the check sees the pause even on a slow machine. The second follower
     * pauses from 20 ms, and shows how long the check has to look at the first one.
     */
    @Step(value = 7, order = 8)
    void pausesWhenEachWatchEndsAtOnce(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        FollowRun pausing = FollowRun.start(lab, answer, AN_HOUR, AN_HOUR);
        FollowRun.startSecond(lab, AN_HOUR);
        lab.expect("an attempt to watch")
                .until(() -> !watchesOfTheFirst(lab).isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("more attempts to watch, although each stream ends at once")
                .because(() -> watchesOfTheSecond(lab).size() > MOST_BEFORE_A_PAUSE
                        ? "each failure in a row doubles the pause; with a base of 20 ms, the first six pauses take 1.3 "
                                + "seconds at most"
                        : "the end of a stream is not a reason to give up")
                .within(Duration.ofSeconds(10))
                .until(() -> (watchesOfTheSecond(lab).size() >= ATTEMPTS
                                && pausing.run().isWaiting())
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
        pausing.expectStopDuringAPause();
    }

    private static List<Exchange> watchesOfTheFirst(Lab lab) {
        return lab.wire().watches("pods").stream()
                .filter(watch -> !FollowRun.isOfSecond(watch))
                .toList();
    }

    private static List<Exchange> watchesOfTheSecond(Lab lab) {
        return lab.wire().watches("pods").stream().filter(FollowRun::isOfSecond).toList();
    }

    private static List<Duration> pauses(List<Exchange> watches) {
        return IntStream.range(1, watches.size())
                .mapToObj(index -> watches.get(index)
                        .requestedAt()
                        .minus(watches.get(index - 1).requestedAt()))
                .toList();
    }

    /** The pause must come after the second 410 in a row; after the first one, a list may come at once. */
    @Step(value = 7, order = 9)
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
        following.expectStopDuringAPause();
    }

    private static int lists(Lab lab) {
        return lab.wire().lists("pods").size();
    }

    /** The gateway does not see attempts to connect while it refuses connections, so the client counts them. */
    @Step(value = 7, order = 10)
    void pausesWhenTheServerCannotBeReached(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        FollowRun following = FollowRun.start(lab, answer, counting(lab, attempts), AN_HOUR, AN_HOUR);
        following.expectOpenWatch();
        lab.cluster().createPod("web-1");
        following.expect(
                "ADDED web-1", "a pod that was created during your watch", "a watch sends an event for each new pod");
        int before = attempts.get();
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        expectFewAttempts(lab, following, attempts, before);
        AtomicInteger lists = new AtomicInteger();
        WatchPitfallsLesson second = lab.newAnswer(WatchPitfallsLesson.class);
        FollowRun listing = FollowRun.start(lab, second, counting(lab, lists), AN_HOUR, AN_HOUR);
        expectFewAttempts(lab, listing, lists, 0);
        away.lift();
    }

    private static ApiClient counting(Lab lab, AtomicInteger attempts) {
        return Clients.intercepted(lab, chain -> {
            attempts.incrementAndGet();
            return chain.proceed(chain.request());
        });
    }

    private static void expectFewAttempts(Lab lab, FollowRun following, AtomicInteger attempts, int before)
            throws Exception {
        QuietPeriod rest = new QuietPeriod(lab, following.run(), QUIET_TIME);
        lab.expect(A_PAUSE_WITHOUT_SERVER)
                .until(() -> attempts.get() > before + MOST_BEFORE_A_PAUSE || rest.isOver())
                .otherwise(() -> "your code neither pauses nor tries again");
        lab.expect(A_PAUSE_WITHOUT_SERVER)
                .because(
                        "an attempt that fails at once costs your program a processor, and when the server comes back, all "
                                + "its clients ask in the same moment")
                .now(() -> attempts.get() <= before + MOST_BEFORE_A_PAUSE)
                .otherwise(() -> "your code tried again and again, without a pause");
        following.expectStopDuringAPause();
    }
}
