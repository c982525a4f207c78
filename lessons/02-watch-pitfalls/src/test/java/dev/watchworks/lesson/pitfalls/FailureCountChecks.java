package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Checks what {@code follow} counts as a failure, and that it respects the time that the server asks for. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class FailureCountChecks {

    /** After so many streams, a pause that doubles each time is five times longer than the check waits. */
    private static final int STREAM_COUNT = 11;

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration SHORT_TIME = Duration.ofMillis(100);
    private static final Duration ASKED = Duration.ofSeconds(1);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    /** Less than a half of a second, which is the shortest pause with a base of a second. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(450);

    private static final int MOST_AGAIN = 3;

    /** A little more than the second that the task names. */
    private static final Duration SILENCE = Duration.ofMillis(1_050);

    /** The server refuses the first list of one follower, and the first watch of the other, so the check takes less time. */
    @Step(value = 7, order = 11)
    void waitsAsLongAsTheServerAsks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).then(new TooManyRequests(ASKED));
        lab.gateway().faults().when(Cue.watch("pods")).then(new TooManyRequests(ASKED));
        FollowRun.start(lab, answer);
        FollowRun.startSecond(lab, FollowRun.MAXIMUM);
        expectWait(lab, "list", call -> !call.isWatch());
        expectWait(lab, "watch", ApiCall::isWatch);
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
                .otherwise(() -> "your code came back earlier, and ignored the header");
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

    /**
     * Each stream brings a pod before it ends. Pauses that begin again with 100 ms each time stay short. If the pauses
     * double from stream to stream, the last one takes more than three seconds.
     */
    @Step(value = 7, order = 12)
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

    /**
     * If silence is a failure, a pause of half a second or more follows the second end in a row, and each end after it. A
     * busy machine may delay a request as long, but not each time.
     */
    @Step(value = 7, order = 13)
    void toleratesSilence(Lab lab, WatchPitfallsLesson answer) throws Exception {
        FollowRun following = FollowRun.start(lab, answer, A_SECOND, A_SECOND);
        liveInSilence(lab, following);
        Duration pause = liveInSilence(lab, following);
        for (int again = 1; again <= MOST_AGAIN && pause.compareTo(SHORTEST_PAUSE) >= 0; again++) {
            pause = liveInSilence(lab, following);
        }
        Duration last = pause;
        lab.expect("the next watch at once, after a stream that lived for more than a second in silence")
                .because(
                        "nothing happened in the cluster, and the server ended a quiet watch after its time-out; this is "
                                + "no failure, so there is no reason for a pause")
                .now(() -> last.compareTo(SHORTEST_PAUSE) < 0)
                .otherwise(() -> "your code pauses after each quiet stream");
    }

    /** Lets a stream live in silence, ends it, and returns how long after this the next watch came. */
    private static Duration liveInSilence(Lab lab, FollowRun following) throws Exception {
        following.expectOpenWatch();
        lab.expect("a watch that stays open while nothing happens")
                .during(SILENCE, () -> openWatches(lab) == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        int before = lab.wire().watches("pods").size();
        // The gateway records the end of a stream a little later than the client sees it, so its time is of no use
        // here.
        Duration end = lab.wire().now();
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.expect("another watch after the server ended a quiet one")
                .because("the end of a stream is normal: the next watch continues from there")
                .until(() -> lab.wire().watches("pods").size() > before)
                .otherwise(() -> "there was none");
        return lab.wire().watches("pods").get(before).requestedAt().minus(end);
    }

    private static long openWatches(Lab lab) {
        return lab.wire().watches("pods").stream()
                .filter(Exchange::isOpenStream)
                .count();
    }
}
