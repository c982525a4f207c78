package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A {@code watchFrom} that runs in the background of a check, what it passes on, and what it returns. */
final class WatchFromRun {

    private final Lab lab;
    private final String version;
    private final RecordedChanges changes;
    private final AtomicReference<StreamEnd> end = new AtomicReference<>();
    private final UnclosedResponses unclosed = new UnclosedResponses();
    private final BackgroundTask run;
    private volatile Thread thread;

    private WatchFromRun(
            Lab lab, WatchPitfallsLesson answer, String version, RecordedChanges changes, Consumer<Change> consumer) {
        this.lab = lab;
        this.version = version;
        this.changes = changes;
        run = lab.start("watchFrom", () -> {
            thread = Thread.currentThread();
            end.set(answer.watchFrom(Clients.intercepted(lab, unclosed), lab.namespace(), version, consumer));
        });
    }

    /** Starts to watch from the version that the cluster has now. */
    static WatchFromRun start(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges changes = new RecordedChanges(lab);
        return new WatchFromRun(lab, answer, Pods.currentVersion(lab), changes, changes);
    }

    /** Starts to watch with a consumer of the check's own. */
    static WatchFromRun start(Lab lab, WatchPitfallsLesson answer, Consumer<Change> consumer) throws Exception {
        return new WatchFromRun(lab, answer, Pods.currentVersion(lab), new RecordedChanges(lab), consumer);
    }

    /** The version that the watch begins from. */
    String version() {
        return version;
    }

    RecordedChanges changes() {
        return changes;
    }

    StreamEnd end() {
        return end.get();
    }

    BackgroundTask run() {
        return run;
    }

    /** Returns whether this is the thread that called {@code watchFrom}. */
    boolean isCaller(Thread other) {
        return thread == other;
    }

    void awaitEnd() throws Exception {
        lab.expect("`watchFrom` to return when the stream ends")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
    }

    /** Waits for the end, and expects this result for a stream that had begun. */
    void expectEnd(How how, String lastVersion, String reason) throws Exception {
        awaitEnd();
        expectHow(how, reason);
        expectVersion(lastVersion);
        lab.expect("null as `refusal` in the result, because the stream had begun")
                .because("`refusal` is the exception for a watch that never began; step 7 waits as long as it asks")
                .now(() -> end.get().refusal() == null)
                .otherwise(() -> "`refusal` is " + end.get().refusal());
        expectClosed();
    }

    /** Waits for the end, and expects this result for a watch that never began. */
    void expectRefusal(How how, int code, String reason) throws Exception {
        awaitEnd();
        expectHow(how, reason);
        expectVersion(version);
        lab.expect("the exception of client-java with code %d as `refusal` in the result".formatted(code))
                .because(
                        code == 0
                                ? "there was no stream, so the result contains the exception; its code is 0, because no "
                                        + "response came"
                                : "this exception has the header `Retry-After`, if the server sent one; step 7 needs it")
                .now(() -> end.get().refusal() != null && end.get().refusal().getCode() == code)
                .otherwise(() -> end.get().refusal() == null
                        ? "`refusal` is null"
                        : "`refusal` has the code " + end.get().refusal().getCode());
        expectClosed();
    }

    private void expectHow(How how, String reason) throws Exception {
        lab.expect("the result " + how + ", because " + reason)
                .because(why(how))
                .now(() -> end.get() != null && end.get().how() == how)
                .otherwise(() -> end.get() == null
                        ? "your code returned null"
                        : "your code returned " + end.get().how());
    }

    private void expectVersion(String lastVersion) throws Exception {
        lab.expect("resourceVersion " + lastVersion
                        + " in the result: the version of the last event, or of the beginning if no event came")
                .because(
                        "the next watch continues from this version; an older one repeats events, and without one you miss "
                                + "events")
                .now(() -> lastVersion.equals(end.get().resourceVersion()))
                .otherwise(() -> version.equals(end.get().resourceVersion())
                        ? "your code returned the version that the watch had begun from"
                        : "your code returned resourceVersion " + end.get().resourceVersion());
    }

    private static String why(How how) {
        return switch (how) {
            case GONE ->
                "410 has two forms, and both mean the same: the server cannot continue from this version, now or later, "
                        + "so it does not help to try this version again";
            case BROKEN -> "the next attempt from the same version may work, and nothing is lost yet";
            case TIMED_OUT -> "the end of a stream is normal: the server ends each watch after its time-out";
        };
    }

    /** Expects that nothing is left of the watch, on the server or in the client. */
    void expectClosed() throws Exception {
        lab.expect("no open stream at the end")
                .because(
                        "if you do not close a watch, the server continues to send events, and the connection stays open")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("a closed watch at the end, in whatever way the stream ended")
                .because("a watch keeps its response and its connection until you close it, also after an exception")
                .until(unclosed::isEmpty)
                .otherwise(() -> end.get() == null
                        ? "an exception left your `watchFrom`, and the watch is not closed"
                        : "your code returned %s, and the watch is not closed"
                                .formatted(end.get().how()));
    }
}
