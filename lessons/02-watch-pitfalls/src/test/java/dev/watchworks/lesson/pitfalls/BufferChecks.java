package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class BufferChecks {

    private static final int FLOOD = 10_000;
    private static final int PODS = 20;

    @Step(6)
    void keepsOnlyTheNewestChangeOfEachPod(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, PODS);
        Running flood = lab.start("flood", () -> {
            for (int number = 0; number < FLOOD; number++) {
                buffer.put(modified("web-" + number % PODS, number));
            }
        });
        lab.expect("room for 10,000 changes of 20 pods in a buffer for 20")
                .because("nobody needs the 9,980 states that are over; only the newest of each pod is true")
                .until(() -> !flood.isRunning())
                .otherwise(() -> "`put` waits with " + buffer.size() + " changes in the buffer");
        lab.expect("20 waiting changes, one for each pod")
                .now(() -> buffer.size() == PODS)
                .otherwise(() -> buffer.size() + " are waiting");
        List<String> taken = new ArrayList<>();
        for (int pod = 0; pod < PODS; pod++) {
            taken.add(version(buffer.take()));
        }
        List<String> newest =
                IntStream.range(FLOOD - PODS, FLOOD).mapToObj(Integer::toString).toList();
        lab.expect("the newest version of each pod, those that waited longest first: " + newest)
                .now(() -> taken.equals(newest))
                .otherwise(() -> "your buffer gave " + taken);
    }

    @Step(6)
    void makesTheWatchWaitWhenItIsFull(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        buffer.put(modified("web-1", 1));
        buffer.put(modified("web-2", 1));
        Running third = lab.start("put", () -> buffer.put(modified("web-3", 1)));
        lab.expect("`put` to wait while the buffer is full of other pods")
                .because("a buffer without a limit only moves the flood into your memory")
                .throughout(Duration.ofMillis(200), third::isRunning)
                .otherwise(() -> "it returned, with " + buffer.size() + " changes in a buffer for 2");
        String first = buffer.take().name();
        lab.expect("`put` to go on when one was taken")
                .until(() -> !third.isRunning())
                .otherwise(() -> "it still waits");
        List<String> order = List.of(first, buffer.take().name(), buffer.take().name());
        lab.expect("the pods in the order in which they came")
                .now(() -> order.equals(List.of("web-1", "web-2", "web-3")))
                .otherwise(() -> "your buffer gave " + order);
    }

    @Step(6)
    void makesTheWorkerWaitWhenThereIsNothing(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ChangeBuffer buffer = buffer(lab, answer, 2);
        List<String> taken = new CopyOnWriteArrayList<>();
        Running worker = lab.start("take", () -> taken.add(buffer.take().name()));
        lab.expect("`take` to wait while there is nothing")
                .throughout(Duration.ofMillis(200), worker::isRunning)
                .otherwise(() -> "it returned");
        buffer.put(modified("web-1", 1));
        lab.expect("`take` to return web-1 when it was put in")
                .until(() -> taken.equals(List.of("web-1")))
                .otherwise(() -> worker.isRunning() ? "it still waits" : "it returned " + taken);
    }

    private static ChangeBuffer buffer(Lab lab, WatchPitfallsLesson answer, int capacity) throws Exception {
        ChangeBuffer buffer = answer.buffer(capacity);
        lab.expect("a buffer from `buffer`").now(() -> buffer != null).otherwise(() -> "your code returned null");
        return buffer;
    }

    private static Change modified(String name, int version) {
        return new Change(
                Change.Type.MODIFIED,
                new V1Pod().metadata(new V1ObjectMeta().name(name).resourceVersion(Integer.toString(version))));
    }

    private static String version(Change change) {
        return change == null ? "null" : change.pod().getMetadata().getResourceVersion();
    }
}
