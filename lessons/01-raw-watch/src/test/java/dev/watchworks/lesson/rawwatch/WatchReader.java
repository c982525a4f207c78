package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens a learner's watch and reads it on its own thread, because opening and reading may wait without end. */
final class WatchReader {

    private final List<Watch.Response<?>> events = new CopyOnWriteArrayList<>();
    private volatile Watchable<V1Pod> watch;
    private volatile boolean opened;
    private volatile RuntimeException failure;
    private BackgroundTask running;

    static WatchReader of(Lab lab, RawWatchLesson answer, String resourceVersion) throws Exception {
        WatchReader reading = new WatchReader();
        reading.running = lab.start("reading", () -> reading.read(lab, answer, resourceVersion));
        lab.atEnd(reading::close);
        lab.expect("`openWatch` to return an open watch without reading it")
                .because(
                        "the caller reads the events; if `openWatch` reads them itself, it returns only when the stream "
                                + "has ended")
                .until(() -> reading.opened)
                .otherwise(() -> "your code has not returned yet; " + WireDescription.of(lab.wire()));
        lab.expect("an open watch from `openWatch`")
                .now(() -> reading.watch != null)
                .otherwise(() -> "your code returned null");
        return reading;
    }

    private void read(Lab lab, RawWatchLesson answer, String resourceVersion) throws Exception {
        watch = answer.openWatch(lab.client(), lab.namespace(), resourceVersion);
        opened = true;
        if (watch == null) {
            return;
        }
        try {
            while (watch.hasNext()) {
                events.add(watch.next());
            }
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
    }

    /** Whether an event came, or the reading has ended. */
    boolean hasEventOrEnded() {
        return !events.isEmpty() || isOver();
    }

    boolean isOver() {
        return !running.isRunning();
    }

    /** The exception from reading the watch, or null. */
    RuntimeException failure() {
        return failure;
    }

    Watch.Response<?> first() {
        return events.isEmpty() ? null : events.get(0);
    }

    /** Whether an event about the pod with this name came. */
    boolean hasPod(String name) {
        return events.stream()
                .anyMatch(event -> (Object) event.object instanceof V1Pod pod
                        && pod.getMetadata() != null
                        && name.equals(pod.getMetadata().getName()));
    }

    /** Describes the first event. */
    String describeFirst() {
        Watch.Response<?> first = first();
        if (first == null) {
            return "your watch returned no event";
        }
        Object object = first.object;
        return object instanceof V1Pod pod
                ? "the first event of your watch is " + first.type + " of "
                        + pod.getMetadata().getName()
                : "the first event of your watch is " + first.type + " of "
                        + (object == null ? "nothing" : "a " + object.getClass().getSimpleName());
    }

    void close() throws Exception {
        if (watch != null) {
            watch.close();
        }
    }
}
