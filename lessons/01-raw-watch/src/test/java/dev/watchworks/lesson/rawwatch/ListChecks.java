package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class ListChecks {

    @Step(value = 2, order = 1)
    void printsThePodsOfTheNamespace(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "web-1");
        Pods.createQuiet(lab, "web-2");
        answer.list(lab.client(), lab.namespace());
        lab.expect("a list of the pods in the namespace " + lab.namespace() + " only")
                .because("for a list of all namespaces, the API server sends you everybody's pods")
                .now(() -> lists(lab).stream().allMatch(call -> call.namespace().equals(lab.namespace())))
                .otherwise(() -> "your code listed the pods of all namespaces; " + WireDescription.of(lab.wire()));
        lab.expect("the lines `pod: web-1` and `pod: web-2` for the two pods that exist")
                .now(() -> lab.output().lines().stream().sorted().toList().equals(List.of("pod: web-1", "pod: web-2")))
                .otherwise(() -> Printed.describe(lab) + "; " + WireDescription.of(lab.wire()));
    }

    @Step(value = 2, order = 2)
    void asksOnce(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "web-1");
        answer.list(lab.client(), lab.namespace());
        lab.expect("one request, which is a list of pods")
                .because(
                        "the names and the version must come from the same response; two requests show the cluster at two "
                                + "different moments")
                .now(() -> lab.wire().exchanges().size() >= 1
                        && lab.wire().exchanges().stream().allMatch(ListChecks::isPageOfOneList)
                        && firstPages(lab) == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(value = 2, order = 3)
    void returnsTheVersionOfTheList(Lab lab, RawWatchLesson answer) throws Exception {
        String pod = Pods.createQuiet(lab, "web-1").getMetadata().getResourceVersion();
        lab.cluster().createService("shop");
        String before = Pods.versionOfTheList(lab);
        String version = answer.list(lab.client(), lab.namespace());
        lab.expect("the version of the list, which is resourceVersion " + before + " or a later one")
                .because(
                        "each pod has the version of its own last change; the list has a version too, in its own metadata, "
                                + "and it means: the list shows the cluster at this version")
                .now(() -> isNumber(version) && Long.parseLong(version) >= Long.parseLong(before))
                .otherwise(() -> pod.equals(version)
                        ? "your code returned resourceVersion " + version + ", the version of the pod web-1"
                        : "your code returned " + version);
    }

    @Step(value = 2, order = 4)
    void returnsAVersionEvenWhenThereIsNoPod(Lab lab, RawWatchLesson answer) throws Exception {
        String version = answer.list(lab.client(), lab.namespace());
        lab.expect("the resourceVersion of a list without pods")
                .because("an empty list has a version too: at this version, there were no pods")
                .now(() -> isNumber(version))
                .otherwise(() -> "your code returned " + version);
    }

    @Step(value = 2, order = 5)
    void printsEachPodWhenThereAreMoreThanTheLimit(Lab lab, RawWatchLesson answer) throws Exception {
        Pods.createQuiet(lab, "web-1");
        Pods.createQuiet(lab, "web-2");
        SmallPages pages = new SmallPages();
        answer.list(pages.addTo(lab.client()), lab.namespace());
        lab.expect("a line for each of the two pods, also when the limit of your request allows fewer")
                .because(
                        "if there are more pods than the limit, the response contains only the first page; the list has a "
                                + "continue token then, and without a limit there is only one page")
                .now(() -> lab.output().has("pod: web-1") && lab.output().has("pod: web-2"))
                .otherwise(() -> Printed.describe(lab)
                        + (pages.limit().isEmpty()
                                ? ""
                                : "; your request has limit=" + pages.limit() + ", which the check lowered to 1")
                        + "; " + WireDescription.of(lab.wire()));
    }

    @Step(value = 2, order = 6)
    void asksForThePodsAsTheyAreNow(Lab lab, RawWatchLesson answer) throws Exception {
        answer.list(lab.client(), lab.namespace());
        lab.expect("a list without a version in its request")
                .because("with a version, also with 0, the server may return the pods as they were some time ago")
                .now(() -> lists(lab).stream()
                        .allMatch(call -> call.options().resourceVersion().isEmpty()))
                .otherwise(() -> "your request was " + lists(lab).get(0).query());
    }

    @Step(value = 2, order = 7)
    void throwsWhenTheServerRefusesTheList(Lab lab, RawWatchLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        AtomicReference<String> returned = new AtomicReference<>();
        Optional<Throwable> thrown =
                CaughtThrowable.catchThrowable(() -> returned.set(answer.list(lab.client(), lab.namespace())));
        lab.expect("an ApiException from `list` when the server refuses the request")
                .because("a list that failed has no version; the caller must learn that there is no answer")
                .now(() -> thrown.filter(ApiException.class::isInstance).isPresent())
                .otherwise(() ->
                        thrown.map(CaughtThrowable::describe).orElseGet(() -> "your code returned " + returned.get())
                                + "; " + WireDescription.of(lab.wire()));
    }

    private static boolean isNumber(String version) {
        return version != null && version.matches("[1-9]\\d{0,17}");
    }

    private static List<ApiCall> lists(Lab lab) {
        return lab.wire().lists("pods").stream().map(Exchange::call).toList();
    }

    private static boolean isPageOfOneList(Exchange exchange) {
        return exchange.call().isList() && exchange.call().resource().equals("pods");
    }

    /** Counts a list in pages as one list: the request for each later page has a continue token. */
    private static long firstPages(Lab lab) {
        return lists(lab).stream()
                .filter(call -> call.options().continueToken().isEmpty())
                .count();
    }
}
