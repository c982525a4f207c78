package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.Change;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class ConsumersChecks {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MILLISECOND = Duration.ofMillis(1);
    private static final Duration A_FEW_PAUSES = Duration.ofMillis(200);
    private static final int MOST_LISTS = 10;
    private static final Duration SHORT_TIME = Duration.ofMillis(60);

    /** Longer than a busy machine needs to begin a second call on another thread. */
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Step(value = 8, order = 1)
    void servesThreeConsumersWithOneWatch(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<RecordedChanges> consumers =
                List.of(new RecordedChanges(lab), new RecordedChanges(lab), new RecordedChanges(lab));
        followForAll(lab, answer, List.copyOf(consumers));
        lab.cluster().createPod("web-1");
        lab.cluster().createPod("web-2");
        for (String words : List.of("ADDED web-1", "ADDED web-2")) {
            lab.expect(words + " at each of the three consumers")
                    .until(() -> consumers.stream().allMatch(consumer -> consumer.has(words)))
                    .otherwise(() -> "they got " + describeAll(consumers));
        }
        RecordedChanges.awaitLast(
                lab, consumers, () -> lab.wire().watches("pods").size() == consumers.size());
        lab.expect("one watch request for all three consumers")
                .because("each watch costs the API server a queue and a stream; three consumers can share one watch")
                .now(() -> lab.wire().watches("pods").size() == 1)
                .otherwise(() -> "your code sent %d watch requests for the same pods"
                        .formatted(lab.wire().watches("pods").size()));
        lab.expect("one list request for all three consumers")
                .now(() -> lab.wire().lists("pods").size() == 1)
                .otherwise(() -> "your code sent %d list requests for the same pods"
                        .formatted(lab.wire().lists("pods").size()));
        lab.expect("each change once at each consumer, and in the same order")
                .because("all consumers look at the same cluster, so all of them must get the same changes")
                .now(() -> describeAll(consumers).stream().distinct().count() == 1
                        && consumers.get(0).addedAndDeleted().size() == 2)
                .otherwise(() -> "they got " + describeAll(consumers));
    }

    @Step(value = 8, order = 2)
    void passesOnThePodsAsTheyCame(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<String> pods = new CopyOnWriteArrayList<>();
        RecordedChanges changes = new RecordedChanges(lab);
        Consumer<Change> copying = change -> {
            if (change.name().equals("web-1") && change.type() == Change.Type.ADDED) {
                pods.add(change.pod().toString());
            }
        };
        FollowRun.startForAll(
                        lab, answer, FollowRun.BASE, FollowRun.MAXIMUM, changes, List.of(changes, copying, copying))
                .expectOpenWatch();
        V1Pod created = lab.cluster().createPod("web-1");
        lab.expect("ADDED web-1 at each of the consumers")
                .until(() -> pods.size() == 2)
                .otherwise(() -> "%d of 2 got it".formatted(pods.size()));
        lab.expect("the pod web-1 at each consumer as it came from the server")
                .because("all consumers get the same object; if you change it, the next consumer gets a false pod")
                .now(() -> pods.stream().allMatch(created.toString()::equals))
                .otherwise(() -> pods.get(0).equals(pods.get(1))
                        ? "the consumers got a pod that had been changed"
                        : "two consumers got different pods");
    }

    @Step(value = 8, order = 3)
    void doesNotStopOtherConsumersWhenOneThrows(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges first = new RecordedChanges(lab);
        RecordedChanges last = new RecordedChanges(lab);
        RecordedChanges afterwards = new RecordedChanges(lab);
        Consumer<Change> stumbling = change -> {
            if (change.name().equals("web-0") || change.name().equals("web-1")) {
                // Many exceptions have no message.
                throw new UnsupportedOperationException();
            }
            afterwards.accept(change);
        };
        lab.cluster().createPod("web-0");
        BackgroundTask run =
                followForAll(lab, answer, List.of(first, stumbling, last)).allowFailure();
        expectAtBoth(
                lab,
                "ADDED web-0, from the first list, at the consumer before the one that throws, and at the consumer after it",
                "three teams share one watch; a mistake of one team must not affect the others",
                "ADDED web-0",
                run,
                first,
                last);
        lab.cluster().createPod("web-1");
        expectAtBoth(
                lab,
                "ADDED web-1 at the consumer before the one that throws, and at the consumer after it",
                "three teams share one watch; a mistake of one team must not affect the others",
                "ADDED web-1",
                run,
                first,
                last);
        lab.cluster().createPod("web-2");
        expectAtBoth(
                lab,
                "ADDED web-2 at both consumers too, after the exception for web-1",
                "the exception of one consumer must not end the stream",
                "ADDED web-2",
                run,
                first,
                last);
        lab.expect("ADDED web-2 at the consumer that threw an exception for web-1")
                .because(
                        "it failed for one change only; if you remove it, it gets no more changes until the program ends")
                .until(() -> afterwards.has("ADDED web-2"))
                .otherwise(() -> "it got no more changes after its exception");
        RecordedChanges.awaitLast(
                lab, List.of(first, last), () -> lab.wire().watches("pods").size() > 1 || !run.isRunning());
        lab.expect("still the same watch, and each change once, because the stream is not broken")
                .because("a new watch does not help a consumer that throws: it will throw again")
                .now(() -> lab.wire().watches("pods").size() == 1
                        && first.addedAndDeleted().equals(last.addedAndDeleted()))
                .otherwise(() -> lab.wire().watches("pods").size() > 1
                        ? "your code opened another watch"
                        : describeResult(run, first, last));
    }

    private static void expectAtBoth(
            Lab lab,
            String what,
            String why,
            String words,
            BackgroundTask run,
            RecordedChanges first,
            RecordedChanges last)
            throws Exception {
        lab.expect(what)
                .because(why)
                .until(() -> first.has(words) && last.has(words))
                .otherwise(() -> describeResult(run, first, last));
    }

    /**
     * The consumer is slow with its first change. If the thread that follows calls the consumer itself, it cannot make a
     * second call. If another thread does, the check looks longer.
     */
    @Step(value = 8, order = 4)
    void callsAConsumerForOneChangeAtATime(Lab lab, WatchPitfallsLesson answer) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicReference<Thread> follower = new AtomicReference<>();
        AtomicReference<Thread> caller = new AtomicReference<>();
        CountDownLatch next = new CountDownLatch(1);
        lab.atEnd(next::countDown);
        RecordedChanges changes = new RecordedChanges(lab);
        Consumer<Change> slow = change -> {
            caller.compareAndSet(null, Thread.currentThread());
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            ChangesChecks.await(next);
            changes.accept(change);
            running.decrementAndGet();
        };
        lab.atEnd(answer::stop);
        BackgroundTask run = lab.start("followForAll", () -> {
            follower.set(Thread.currentThread());
            answer.followForAll(lab.client(), lab.namespace(), FollowRun.BASE, FollowRun.MAXIMUM, List.of(slow));
        });
        new FollowRun(lab, answer, "`followForAll`", changes, run).expectOpenWatch();
        List<String> names = List.of("web-1", "web-2", "web-3");
        names.forEach(lab.cluster()::createPod);
        lab.expect("a first call of the consumer").until(() -> most.get() > 0).otherwise(() -> "there was none");
        lab.expect("one call of a consumer after the other, while it is slow with its first change")
                .because(
                        "each consumer gets the changes in order; two calls at the same time may end in the other order")
                .during(caller.get() == follower.get() ? SHORT_TIME : A_SECOND, () -> most.get() == 1)
                .otherwise(() -> "your code called it for several changes at the same time");
        next.countDown();
        lab.expect("ADDED for web-1, web-2 and web-3, in this order")
                .until(() -> changes.addedAndDeleted().size() == names.size())
                .otherwise(changes::describe);
        lab.expect("ADDED for web-1, web-2 and web-3, in this order, and no two calls at the same time")
                .now(() -> most.get() == 1
                        && changes.addedAndDeleted()
                                .equals(names.stream()
                                        .map(name -> "ADDED " + name)
                                        .toList()))
                .otherwise(changes::describe);
    }

    @Step(value = 8, order = 5)
    void stopsForAll(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges changes = new RecordedChanges(lab);
        FollowRun following = FollowRun.startForAll(
                lab, answer, FollowRun.BASE, FollowRun.MAXIMUM, changes, List.of(changes, change -> {}));
        following.expectOpenWatch();
        following.stop();
        following.expectReturn("`stop`", "one `stop` ends the watch, and so it ends the work for all consumers");
    }

    @Step(value = 8, order = 6)
    void pausesForAll(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        RecordedChanges changes = new RecordedChanges(lab);
        FollowRun following = FollowRun.startForAll(lab, answer, AN_HOUR, AN_HOUR, changes, List.of(changes));
        following.expectPauseAfterList();
        following.expectInterrupt();
    }

    /** Pauses that double from a millisecond leave time for ten lists at most: after the tenth, a pause takes 128 ms or more. */
    @Step(value = 8, order = 7)
    void doublesThePausesForAll(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        RecordedChanges changes = new RecordedChanges(lab);
        FollowRun.startForAll(lab, answer, A_MILLISECOND, AN_HOUR, changes, List.of(changes));
        lab.expect("a list of the pods, which the server refuses")
                .until(() -> !lab.wire().lists("pods").isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("pauses that double, with a base of a millisecond and a maximum of an hour")
                .because(
                        "`base` is the pause after the first failure, and `maximum` is the longest pause; in between, each "
                                + "failure in a row doubles the pause")
                .during(A_FEW_PAUSES, () -> lab.wire().lists("pods").size() <= MOST_LISTS)
                .otherwise(() -> "your code sent %d lists in the first 200 ms"
                        .formatted(lab.wire().lists("pods").size()));
    }

    private static BackgroundTask followForAll(Lab lab, WatchPitfallsLesson answer, List<Consumer<Change>> consumers) {
        lab.atEnd(answer::stop);
        return lab.start(
                "followForAll",
                () -> answer.followForAll(lab.client(), lab.namespace(), FollowRun.BASE, FollowRun.MAXIMUM, consumers));
    }

    private static String describeResult(BackgroundTask run, RecordedChanges first, RecordedChanges last) {
        String describeAll = "they got " + describeAll(List.of(first, last));
        return run.failure().isPresent()
                ? "the exception came out of `followForAll` and ended the watch; " + describeAll
                : describeAll;
    }

    private static List<List<String>> describeAll(List<RecordedChanges> consumers) {
        return consumers.stream().map(RecordedChanges::addedAndDeleted).toList();
    }
}
