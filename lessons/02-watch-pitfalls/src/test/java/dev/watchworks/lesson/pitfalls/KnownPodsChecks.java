package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Checks how {@code relist} treats versions and failures. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class KnownPodsChecks {

    /** More than any version of a cluster. */
    private static final String HIGH_VERSION = "9000000000000000000";

    /** A cluster that was restored from a backup counts from an older number again. */
    @Step(value = 6, order = 5)
    void findsAChangeWhenTheVersionIsLower(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        Map<String, V1Pod> known = new TreeMap<>(Map.of(
                "web-1", new V1Pod().metadata(new V1ObjectMeta().name("web-1").resourceVersion(HIGH_VERSION))));
        RecordedChanges changes = new RecordedChanges(lab);
        answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("MODIFIED web-1, because its version is different, although the number is lower")
                .because(
                        "versions are equal or they are not; after a restore from a backup, the cluster counts from an older "
                                + "number again")
                .now(() -> changes.count("MODIFIED web-1") == 1 && changes.size() == 1)
                .otherwise(() ->
                        changes.size() == 0 ? "your code passed on no change" : "your code passed on " + changes.all());
    }

    @Step(value = 6, order = 6)
    void keepsWhatIsKnownWhenTheListIsRefused(Lab lab, WatchPitfallsLesson answer) throws Exception {
        V1Pod pod = lab.cluster().createPod("web-1");
        Map<String, V1Pod> known = new TreeMap<>(Map.of("web-1", pod));
        RecordedChanges changes = new RecordedChanges(lab);
        lab.gateway().faults().when(Cue.list("pods")).always().then(new ServerError());
        BackgroundTask run = relist(lab, answer, lab.client(), known, changes);
        lab.expect("the ApiException with code 500 from `relist`, for a list with the response 500")
                .because("`follow` needs this exception to know how long to wait")
                .until(() -> run.failure()
                        .filter(failure -> failure instanceof ApiException refused && refused.getCode() == 500)
                        .isPresent())
                .otherwise(() -> describe(run));
        lab.expect("`known` as it was, and no change, because the list was refused")
                .because("a response 500 does not say that the pods are gone")
                .now(() -> known.equals(Map.of("web-1", pod)) && changes.size() == 0)
                .otherwise(() -> changes.size() == 0
                        ? "`known` contains " + known.keySet()
                        : "your code passed on " + changes.all());
    }

    /** The client asks for one pod a page, in place of the hundreds that the answer may ask for. */
    @Step(value = 6, order = 7)
    void readsAllPagesOfTheList(Lab lab, WatchPitfallsLesson answer) throws Exception {
        List<String> names = List.of("web-1", "web-2", "web-3");
        names.forEach(lab.cluster()::createPod);
        Map<String, V1Pod> known = new TreeMap<>();
        RecordedChanges changes = new RecordedChanges(lab);
        answer.relist(Clients.intercepted(lab, KnownPodsChecks::onePodAPage), lab.namespace(), known, changes);
        lab.expect("ADDED for each of the three pods")
                .because(
                        "with `limit`, the server returns a part of the list, and a token for the next part; the pods of the "
                                + "other parts are not gone")
                .now(() -> known.keySet().equals(Set.copyOf(names)) && changes.size() == names.size())
                .otherwise(() -> lab.wire().lists("pods").stream()
                                .anyMatch(list -> list.call().options().limit() != null)
                        ? "your code asked for a list with `limit`, and passed on %s".formatted(changes.all())
                        : "your code passed on %s".formatted(changes.all()));
    }

    private static Response onePodAPage(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        return url.queryParameter("limit") == null
                ? chain.proceed(chain.request())
                : chain.proceed(chain.request()
                        .newBuilder()
                        .url(url.newBuilder().setQueryParameter("limit", "1").build())
                        .build());
    }

    @Step(value = 6, order = 8)
    void keepsAPodThatIsStillThere(Lab lab, WatchPitfallsLesson answer) throws Exception {
        V1Pod pod = Pods.createThatStays(lab, "web-1");
        Map<String, V1Pod> known = new TreeMap<>(Map.of("web-1", pod));
        lab.cluster().deletePod("web-1");
        RecordedChanges changes = new RecordedChanges(lab);
        answer.relist(lab.client(), lab.namespace(), known, changes);
        lab.expect("MODIFIED web-1, and no DELETED: somebody has deleted the pod, but it is still in the list")
                .because(
                        "a pod with a deletionTimestamp still runs, until its grace period ends and its finalizers are gone")
                .now(() -> changes.all().equals(List.of("MODIFIED web-1")) && known.containsKey("web-1"))
                .otherwise(() -> "your code passed on " + changes.all());
    }

    @Step(value = 6, order = 9)
    void listsNothingFromAServerItDoesNotTrust(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges changes = new RecordedChanges(lab);
        BackgroundTask run = relist(lab, answer, Clients.withoutAuthority(lab), new TreeMap<>(), changes);
        lab.expect("an ApiException, because the client does not trust the certificate of this server")
                .because("the client that you get verifies each server; if you switch this off, or use another client, "
                        + "anybody on the network can read your token and send you a false list")
                .until(() ->
                        run.failure().filter(ApiException.class::isInstance).isPresent())
                .otherwise(() -> lab.wire().exchanges().isEmpty() ? describe(run) : WireDescription.of(lab.wire()));
    }

    private static BackgroundTask relist(
            Lab lab, WatchPitfallsLesson answer, ApiClient client, Map<String, V1Pod> known, RecordedChanges changes) {
        return lab.start("relist", () -> answer.relist(client, lab.namespace(), known, changes))
                .allowFailure();
    }

    private static String describe(BackgroundTask run) {
        return run.isRunning()
                ? "it still runs"
                : run.failure().map(other -> "your code threw " + other).orElse("your code returned");
    }
}
