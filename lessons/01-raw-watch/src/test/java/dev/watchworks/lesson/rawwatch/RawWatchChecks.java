package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import java.time.Duration;
import java.util.List;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class RawWatchChecks {

    @Step(1)
    void connectsToTheClusterThatTheKubeconfigNames(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = answer.connect(lab.kubeconfig());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        lab.expect("a client for " + lab.connection().url() + ", the address in the kubeconfig file")
                .now(() -> client.getBasePath().equals(lab.connection().url().toString()))
                .otherwise(() -> "your client goes to " + client.getBasePath());
        new CoreV1Api(client).listNamespacedPod(lab.namespace()).execute();
        lab.expect("a request with the token of the kubeconfig file to be answered with 200")
                .now(() -> lab.wire().lists("pods").stream().anyMatch(list -> list.status() == 200))
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(1)
    void waitsForAnAnswerAsLongAsItTakes(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = answer.connect(lab.kubeconfig());
        lab.expect("a client without a read time-out")
                .because("a watch is silent while nothing happens, and a client with a read time-out takes that for a "
                        + "failure")
                .now(() -> client != null && client.getReadTimeout() == 0)
                .otherwise(() -> client == null
                        ? "your code returned null"
                        : "yours gives up after " + client.getReadTimeout() + " ms of silence");
    }

    @Step(2)
    void asksForAStreamOfThePodsInTheNamespace(Lab lab, RawWatchLesson answer) throws Exception {
        Watch<V1Pod> watch = open(lab, answer);
        lab.hands().createPod("web-1");
        Watch.Response<V1Pod> event = first(lab, watch);
        lab.expect("an event ADDED for the pod web-1 that was just created")
                .because("one flag of the request makes a stream of it; without the flag the answer is a list")
                .now(() -> event != null
                        && "ADDED".equals(event.type)
                        && event.object != null
                        && "web-1".equals(event.object.getMetadata().getName()))
                .otherwise(() -> "the first thing that your watch gave has the type "
                        + (event == null ? null : event.type) + "; " + WireWords.of(lab.wire()));
        lab.expect("a watch in the namespace " + lab.namespace() + " alone")
                .because("a watch of all namespaces makes the API server send you everybody's pods")
                .now(() -> podWatches(lab).stream()
                        .allMatch(call -> call.namespace().equals(lab.namespace())))
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(2)
    void letsTheServerEndTheWatchAfterSixtySeconds(Lab lab, RawWatchLesson answer) throws Exception {
        open(lab, answer);
        lab.expect("a watch request with timeoutSeconds=60")
                .because("without it the server chooses, between thirty and sixty minutes")
                .now(() -> podWatches(lab).stream()
                        .anyMatch(call -> Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> podWatches(lab).isEmpty()
                        ? "there was no watch; " + WireWords.of(lab.wire())
                        : "your watch asked for timeoutSeconds="
                                + podWatches(lab).get(0).options().timeoutSeconds());
    }

    @Step(3)
    void printsTheNameOfANewPod(Lab lab, RawWatchLesson answer) throws Exception {
        answer.dispatch(new Watch.Response<>("ADDED", pod("web-1")));
        lab.expect("the line `new Pod: web-1` for an event ADDED")
                .now(() -> lab.output().lines().equals(List.of("new Pod: web-1")))
                .otherwise(() -> lab.output().inWords());
    }

    @Step(3)
    void printsNothingForTheOtherEventsOfAPod(Lab lab, RawWatchLesson answer) throws Exception {
        for (String type : List.of("MODIFIED", "DELETED", "BOOKMARK")) {
            answer.dispatch(new Watch.Response<>(type, pod("web-1")));
        }
        lab.expect("no line for MODIFIED, DELETED and BOOKMARK")
                .because("only ADDED tells of a pod that is new to you")
                .now(() -> lab.output().lines().isEmpty())
                .otherwise(() -> lab.output().inWords());
        answer.dispatch(new Watch.Response<>("ADDED", pod("web-2")));
        lab.expect("the line `new Pod: web-2` for an event ADDED that comes after MODIFIED, DELETED and BOOKMARK")
                .now(() -> lab.output().has("new Pod: web-2"))
                .otherwise(() -> lab.output().inWords());
    }

    @Step(3)
    void readsTheStatusOfAnError(Lab lab, RawWatchLesson answer) throws Exception {
        V1Status gone = new V1Status().code(410).message("too old resource version: 1 (7)");
        answer.dispatch(new Watch.Response<>("ERROR", gone));
        lab.expect("the line `watch error: 410 too old resource version: 1 (7)`")
                .because("an event ERROR carries no pod but a Status: `event.status` has the code and the message")
                .now(() -> lab.output().lines().equals(List.of("watch error: 410 too old resource version: 1 (7)")))
                .otherwise(() -> lab.output().inWords());
    }

    @Step(4)
    void printsThePodsThatAreThereAndThoseThatCome(Lab lab, RawWatchLesson answer) throws Exception {
        lab.hands().createPod("early");
        lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("the line `new Pod: early` for a pod that was there before your watch")
                .because("a watch that names no version begins with ADDED for everything that exists")
                .until(() -> lab.output().has("new Pod: early"))
                .otherwise(() -> lab.output().inWords() + "; " + WireWords.of(lab.wire()));
        lab.hands().createPod("late");
        lab.expect("the line `new Pod: late` for a pod created while your code watches")
                .until(() -> lab.output().has("new Pod: late"))
                .otherwise(() -> lab.output().inWords() + "; " + WireWords.of(lab.wire()));
        lab.expect("one line for each of the two pods")
                .because("a pod sends more events while it starts, as MODIFIED")
                .throughout(
                        Duration.ofMillis(300),
                        () -> lab.output().count("new Pod: early") == 1
                                && lab.output().count("new Pod: late") == 1)
                .otherwise(() -> lab.output().inWords());
    }

    @Step(4)
    void returnsWhenTheServerEndsTheStream(Lab lab, RawWatchLesson answer) throws Exception {
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        awaitOpenStream(lab);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.expect("`run` to return when the server ends the stream, as it does after the time-out")
                .because("the end of a watch is no failure; what to do next is for the caller to say")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        lab.expect("no further watch after the end of the stream")
                .now(() -> lab.wire().watches("pods").size() == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(4)
    void closesTheWatchWhenReadingItFails(Lab lab, RawWatchLesson answer) throws Exception {
        ApiClient client = NewerServer.behind(lab.client());
        Running run =
                lab.start("run", () -> answer.run(client, lab.namespace())).mayFail();
        lab.expect("a watch of pods")
                .until(() -> !lab.wire().watches("pods").isEmpty())
                .otherwise(() -> WireWords.of(lab.wire()));
        lab.expect("the watch to be closed after reading it failed: a line came that client-java cannot read")
                .because("a watch that nobody closes holds its stream, here and on the API server")
                .until(() -> !run.isRunning() && lab.wire().counters().openStreams() == 0)
                .otherwise(() -> (run.isRunning() ? "your `run` still goes on; " : "your `run` ended, but ")
                        + WireWords.of(lab.wire()));
    }

    private static Watch<V1Pod> open(Lab lab, RawWatchLesson answer) throws Exception {
        Watch<V1Pod> watch = answer.openWatch(lab.client(), lab.namespace());
        lab.expect("an open watch from `openWatch`")
                .now(() -> watch != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(watch::close);
        return watch;
    }

    private static Watch.Response<V1Pod> first(Lab lab, Watch<V1Pod> watch) throws Exception {
        try {
            return watch.next();
        } catch (IllegalArgumentException unreadable) {
            lab.expect("a watch that can read the first line of its stream")
                    .because("a line is not a pod but a type and a pod: tell `createWatch` that it is a "
                            + "`Watch.Response<V1Pod>`")
                    .now(() -> false)
                    .otherwise(() -> "reading it threw IllegalArgumentException: " + unreadable.getMessage());
            throw unreadable;
        }
    }

    private static void awaitOpenStream(Lab lab) throws Exception {
        lab.expect("an open watch of pods while `run` goes on")
                .until(() -> lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream))
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static List<ApiCall> podWatches(Lab lab) {
        return lab.wire().watches("pods").stream().map(Exchange::call).toList();
    }

    private static V1Pod pod(String name) {
        return new V1Pod().metadata(new V1ObjectMeta().name(name));
    }
}
