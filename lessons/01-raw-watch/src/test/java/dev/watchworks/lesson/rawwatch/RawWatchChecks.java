package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.InsertEvent;
import dev.watchworks.gateway.fault.StreamFault;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.todo.Todo;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class RawWatchChecks {

    /** More events at once than a small buffer holds. */
    private static final int BURST = 300;

    private static final Duration A_LOOK = Duration.ofMillis(5);

    /** Three seconds: a run that neither ends nor waits by then is one of another design, and is judged as it is. */
    private static final int MOST_LOOKS = 600;

    private static final List<String> ORDINALS = List.of("the first", "the second", "the third");

    @Step(value = 6, order = 1)
    void printsExistingPodsAndNewPods(Lab lab, RawWatchLesson answer) throws Exception {
        lab.cluster().createPod("early");
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("the line `new Pod: early` for a pod that existed before your watch")
                .because("a watch without a version begins with an ADDED for each pod that exists")
                .until(() -> lab.output().has("new Pod: early"))
                .otherwise(() -> Printed.describe(lab) + "; " + WireDescription.of(lab.wire()));
        WatchExpectations.awaitOpen(lab, run);
        lab.cluster().createPod("late");
        lab.expect("the line `new Pod: late` for a pod that was created during your watch")
                .until(() -> lab.output().has("new Pod: late"))
                .otherwise(() -> Printed.describe(lab) + "; " + WireDescription.of(lab.wire()));
        lab.expect("one line for each of the two pods")
                .because("a starting pod causes more events, but their type is MODIFIED")
                .during(
                        Duration.ofMillis(300),
                        () -> lab.output().count("new Pod: early") == 1
                                && lab.output().count("new Pod: late") == 1)
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 6, order = 2)
    void opensOneWatchForSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        WatchExpectations.awaitOpen(lab, run);
        WatchExpectations.expectOneWatch(lab, "`run`");
    }

    @Step(value = 6, order = 3)
    void returnsWhenTheServerEndsTheStream(Lab lab, RawWatchLesson answer) throws Exception {
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.expect("`run` to return when the server ends the stream, as it does after 60 seconds")
                .because("every watch ends; the caller of `run` decides what to do next")
                .until(() -> !run.isRunning() || lab.wire().exchanges().size() > 1)
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("no more requests after the end of the stream")
                .because(
                        "the task is one watch; a second watch without a version would begin with all pods again, and your "
                                + "code would print them as new")
                .now(() -> lab.wire().exchanges().size() == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("`run` to return without an exception when the server ends the stream")
                .because("the end of a watch is normal: the server ends it after the time that you asked for")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
    }

    @Step(value = 6, order = 4)
    void returnsAfterAnErrorWithoutAnException(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        lab.gateway().faults().when(Cue.watch("pods").afterEvents(1)).then(new GoneEvent());
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        lab.expect("`run` to return after an event ERROR, because the stream ends then")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("`run` to return without an exception after an event ERROR")
                .because(
                        "an ERROR is an event: `run` dispatches it, and `onError` prints it; then the stream ends, and the "
                                + "end of a stream is normal")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
        lab.expect("a line that begins with `watch error: 410` for an event ERROR in the stream of `run`")
                .because(
                        "`run` dispatches each event, also the last one; if it does not, nobody learns why the stream ended")
                .now(() -> lab.output().lines().stream().anyMatch(line -> line.startsWith("watch error: 410 ")))
                .otherwise(() -> Printed.describe(lab));
    }

    @Step(value = 6, order = 5)
    void dispatchesEachEventOfABurst(Lab lab, RawWatchLesson answer) throws Exception {
        List<String> names = IntStream.rangeClosed(1, BURST)
                .mapToObj(number -> "burst-" + number)
                .toList();
        for (String name : names) {
            lab.gateway().faults().when(Cue.watch("pods")).then(new InsertEvent("ADDED", Pods.json(lab, name, "7")));
        }
        lab.gateway().faults().when(Cue.watch("pods")).then(new EndStream());
        BackgroundTask run = startWhileNobodyCanPrint(lab, answer);
        lab.expect("`run` to return when the server ends the stream")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        List<String> lines = lab.output().lines();
        List<String> expected = names.stream().map(name -> "new Pod: " + name).toList();
        lab.expect("a line for each of " + BURST
                        + " pods that came at once, in the order of their events, when `run` returns")
                .because("`run` dispatches each event, in the order of the stream, before it returns")
                .now(() -> lines.equals(expected))
                .otherwise(() -> lines.size() == BURST
                        ? describeDisorder(lines, expected)
                        : "your code had printed " + lines.size() + " of " + BURST + " lines");
    }

    /**
     * Starts a run, and keeps each thread from printing until the run has ended, or waits. So an answer that drops events
     * drops some on each machine, also where one thread prints as fast as another one reads.
     */
    private static BackgroundTask startWhileNobodyCanPrint(Lab lab, RawWatchLesson answer) throws InterruptedException {
        AtomicReference<Thread> runner = new AtomicReference<>();
        synchronized (System.out) {
            BackgroundTask run = lab.start("run", () -> {
                runner.set(Thread.currentThread());
                answer.run(lab.client(), lab.namespace());
            });
            for (int look = 0; look < MOST_LOOKS && !isHeld(lab, run, runner.get()); look++) {
                if (run.awaitEnd(A_LOOK)) {
                    break;
                }
            }
            return run;
        }
    }

    /** Whether the server has sent everything, and the thread of the run waits for another thread. */
    private static boolean isHeld(Lab lab, BackgroundTask run, Thread runner) {
        return !lab.wire().watches("pods").isEmpty()
                && lab.wire().watches("pods").stream().noneMatch(Exchange::isOpen)
                && (run.isWaiting() || (runner != null && runner.getState() == Thread.State.BLOCKED));
    }

    private static String describeDisorder(List<String> lines, List<String> expected) {
        int first = IntStream.range(0, expected.size())
                .filter(line -> !lines.get(line).equals(expected.get(line)))
                .findFirst()
                .orElseThrow();
        return "line " + (first + 1) + " is `" + lines.get(first) + "` in place of `" + expected.get(first) + "`";
    }

    @Step(value = 6, order = 6)
    void canRunAgainAfterEachEnd(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "early");
        List<StreamFault> ends = List.of(new EndStream(), new GoneEvent(), new EndStream());
        for (int times = 1; times <= ends.size(); times++) {
            int expected = times;
            lab.gateway().faults().when(Cue.watch("pods").afterEvents(1)).then(ends.get(times - 1));
            BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
            lab.expect("`run` to return when the server ends the stream")
                    .until(() -> !run.isRunning())
                    .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
            // A run that has closed its watch itself may return before the server knows it.
            WatchExpectations.expectNone(lab, "after `run`");
            lab.expect("the line `new Pod: early` from " + ORDINALS.get(times - 1) + " `run` of the same object")
                    .because(
                            "each watch without a version begins with an ADDED for each pod that exists; and the caller may "
                                    + "call `run` again after each end, also after an ERROR")
                    .now(() -> lab.output().count("new Pod: early") == expected)
                    .otherwise(() -> Printed.describe(lab) + "; " + WireDescription.of(lab.wire()));
        }
    }

    @Step(value = 6, order = 7)
    void watchesWithTheClientOfConnect(Lab lab, RawWatchLesson answer) throws Exception {
        runUnusedAnswer(lab);
        Pods.createQuiet(lab, "early");
        ApiClient client = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        BackgroundTask run =
                lab.start("run", () -> answer.run(client, lab.namespace())).allowFailure();
        lab.expect("the line `new Pod: early` from a `run` with the client of your `connect`")
                .because("`main` gives the client of `connect` to `run`")
                .until(() -> lab.output().has("new Pod: early") || !run.isRunning())
                .otherwise(() -> Printed.describe(lab));
        lab.expect("the line `new Pod: early` from a `run` with the client of your `connect`")
                .because(
                        "`main` gives the client of `connect` to `run`; some settings of a client do not go together with a "
                                + "watch")
                .now(() -> lab.output().has("new Pod: early"))
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElseGet(() -> Printed.describe(lab)));
    }

    /** Runs an unused answer where no server is, so that the TODO of this step comes before the TODO of `connect`. */
    private static void runUnusedAnswer(Lab lab) throws Exception {
        RawWatchLesson unused = lab.newAnswer(RawWatchLesson.class);
        ApiClient nowhere = new ApiClient().setBasePath("http://127.0.0.1:1");
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(() -> unused.run(nowhere, lab.namespace()));
        if (thrown.orElse(null) instanceof Todo todo) {
            throw todo;
        }
    }
}
