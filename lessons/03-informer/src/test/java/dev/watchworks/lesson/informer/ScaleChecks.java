package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Step 7: changing the cluster without changing the cached object. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ScaleChecks {

    /** Code that does not wait for the response returns much earlier. */
    private static final Duration SHORT_TIME = Duration.ofMillis(100);

    private static final String EXPLAIN_CACHED_OBJECT =
            "the cache does not give you a copy; if you change the object, everybody sees your "
                    + "change, as if it came from the cluster. Change a deep copy, or send a patch";

    @Step(value = 7, order = 1)
    void scalesOnTheCluster(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        Queue<Integer> cachedAtTheRequest = new ConcurrentLinkedQueue<>();
        lab.atEnd(lab.wire().listen(event -> {
            if (event instanceof WireEvent.RequestReceived request
                    && !request.exchange().call().method().equals("GET")) {
                cachedAtTheRequest.add(replicasInTheCache(lab, informer));
            }
        })::close);
        int code = scale(lab, answer, informer);
        lab.expect("a request that the API server accepts")
                .because(
                        "there are several kinds of patches, and the request must name the kind; `execute()` does not name it, "
                                + "and `PatchUtils.patch` does")
                .now(() -> code != 415)
                .otherwise(() -> "the API server returned 415, Unsupported Media Type");
        lab.expect("3 replicas of the deployment web in the cluster")
                .because(() -> writes(lab) == 0
                        ? "a change of the cached object does not change the cluster; you have to send a request"
                        : "the API server accepted your request, but the request does not change the number; a dry run, for "
                                + "example, stores nothing")
                .now(() -> replicasInTheCluster(lab) == 3)
                .otherwise(() -> "there it has " + describeReplicas(lab) + "; " + WireDescription.of(lab.wire()));
        lab.expect("0 replicas in the cache when your request arrives, because the cluster has not changed yet")
                .because(EXPLAIN_CACHED_OBJECT)
                .now(() -> cachedAtTheRequest.stream().allMatch(replicas -> replicas == 0))
                .otherwise(() -> "the cache had %s replicas"
                        .formatted(
                                cachedAtTheRequest.stream().map(String::valueOf).collect(Collectors.joining(", "))));
        lab.expect("3 replicas in the cache, after the event for the change")
                .until(() -> replicasInTheCache(lab, informer) == 3)
                .otherwise(() -> "the cache has " + replicasInTheCache(lab, informer));
        lab.expect("0 replicas of web in the cluster after `scale` with 0")
                .because("0 is a number of replicas like each other: the deployment stays, without a running copy")
                .until(() -> scaleToZero(lab, answer, informer) && replicasInTheCluster(lab) == 0)
                .otherwise(() -> "there it has " + describeReplicas(lab));
    }

    /** A right answer may get 409 while the status of the deployment changes; a later call tries again. */
    private static boolean scaleToZero(Lab lab, InformerLesson answer, SharedIndexInformer<V1Deployment> informer) {
        try {
            answer.scale(lab.client(), informer, lab.namespace(), "web", 0);
            return true;
        } catch (ApiException refused) {
            return false;
        }
    }

    @Step(value = 7, order = 2)
    void sendsNothingWhenThereIsNothingToDo(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        long before = lab.wire().counters().requests();
        answer.scale(lab.client(), informer, lab.namespace(), "web", 0);
        lab.expect("no request for web, which already has 0 replicas in the cache")
                .because(
                        "a controller looks at each object again and again; if it sends a request each time, the API server "
                                + "has much work for nothing")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
        informer.getIndexer().add(cached("another-team", "gone", 0));
        answer.scale(lab.client(), informer, lab.namespace(), "gone", 3);
        lab.expect("no request for the deployment gone, which is not in the cache")
                .because(
                        "a deployment that does not exist cannot be scaled, and the cache shows this without a request")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
        informer.getIndexer().add(cached(lab.namespace(), "big", 200));
        scaleBig(lab, answer, informer);
        lab.expect("no request for big, which already has 200 replicas in the cache")
                .because("two Integer objects are compared by `equals`; `==` works only for small numbers, up to 127")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
        answer.scale(lab.client(), informer, lab.namespace(), "web", 1);
        lab.expect("a request if web must have another number of replicas than in the cache")
                .now(() -> lab.wire().counters().requests() > before)
                .otherwise(() -> "there was none");
    }

    /** The deployment big is only in the cache, so the server refuses a request for it. */
    private static void scaleBig(Lab lab, InformerLesson answer, SharedIndexInformer<V1Deployment> informer) {
        try {
            answer.scale(lab.client(), informer, lab.namespace(), "big", 200);
        } catch (ApiException refused) {
            // The check looks for the request.
        }
    }

    @Step(value = 7, order = 3)
    void triesAgainAfterAFailure(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        lab.gateway()
                .faults()
                .when(Cue.anyRequest().where("a write", call -> !call.method().equals("GET")))
                .then(new ServerError("etcdserver: request timed out"));
        String outcome = outcome(lab, answer, informer);
        lab.expect("an ApiException from `scale` when the server refuses the request")
                .because(() -> writes(lab) > 1
                        ? "a server that is in trouble gets more requests, if each caller sends them again at once; the caller "
                                + "of `scale` decides when to try again"
                        : "without an exception, the caller believes that the change was made")
                .now(() -> outcome.equals("ApiException"))
                .otherwise(() -> "`scale` ended with " + outcome + "; " + WireDescription.of(lab.wire()));
        lab.expect("0 replicas in the cache after the server refused the request, as in the cluster")
                .because(EXPLAIN_CACHED_OBJECT
                        + ". Here the cache stays wrong: nothing changed in the cluster, so no event will come")
                .now(() -> replicasInTheCache(lab, informer) == 0)
                .otherwise(() -> "the cache has " + replicasInTheCache(lab, informer));
        answer.scale(lab.client(), informer, lab.namespace(), "web", 3);
        lab.expect("3 replicas in the cluster after the second attempt")
                .now(() -> replicasInTheCluster(lab) == 3)
                .otherwise(() -> "there it has " + describeReplicas(lab) + "; " + WireDescription.of(lab.wire()));
    }

    @Step(value = 7, order = 4)
    void waitsForTheResponseOfTheServer(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        ArmedFault held = lab.gateway()
                .faults()
                .when(Cue.anyRequest().where("a write", call -> !call.method().equals("GET")))
                .then(new HoldResponse());
        BackgroundTask scaling =
                lab.start("scale", () -> answer.scale(lab.client(), informer, lab.namespace(), "web", 3));
        lab.expect("a request that changes web")
                .until(() -> lab.wire().exchanges().stream()
                        .anyMatch(exchange -> !exchange.call().method().equals("GET")))
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("`scale` to wait for the response of the API server")
                .because(
                        "only the response shows whether the change was made; if `scale` returns earlier, for example with "
                                + "`executeAsync`, it cannot throw an exception for a failure")
                .during(SHORT_TIME, scaling::isRunning)
                .otherwise(() -> "it returned before the response came");
        held.lift();
        lab.expect("`scale` to return after the response")
                .until(() -> !scaling.isRunning())
                .otherwise(() -> "it still waits after five seconds");
    }

    /** Returns 415 if this was the response of the server, and 0 after a success. */
    private static int scale(Lab lab, InformerLesson answer, SharedIndexInformer<V1Deployment> informer)
            throws ApiException {
        try {
            answer.scale(lab.client(), informer, lab.namespace(), "web", 3);
            return 0;
        } catch (ApiException refused) {
            if (refused.getCode() == 415) {
                return refused.getCode();
            }
            throw refused;
        }
    }

    private static String outcome(Lab lab, InformerLesson answer, SharedIndexInformer<V1Deployment> informer) {
        try {
            answer.scale(lab.client(), informer, lab.namespace(), "web", 3);
            return "no exception";
        } catch (ApiException refused) {
            return "ApiException";
        }
    }

    /** Makes an informer with the deployment web in its cache, which has 0 replicas and does not change any more. */
    private static SharedIndexInformer<V1Deployment> settledWeb(Lab lab) throws Exception {
        lab.cluster().createDeployment("web", 0);
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer = ReferenceInformers.deployments(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the deployment web in the cache of the check's informer")
                .until(() -> isSettled(informer.getIndexer().getByKey(lab.namespace() + "/web"), lab))
                .otherwise(() -> "it is not there");
        ReferenceInformers.awaitWatch(lab, "deployments");
        return informer;
    }

    private static boolean isSettled(V1Deployment cached, Lab lab) throws ApiException {
        return cached != null
                && cached.getStatus() != null
                && Objects.equals(
                        cached.getStatus().getObservedGeneration(),
                        cached.getMetadata().getGeneration())
                && read(lab)
                        .getMetadata()
                        .getResourceVersion()
                        .equals(cached.getMetadata().getResourceVersion());
    }

    private static V1Deployment read(Lab lab) throws ApiException {
        return new AppsV1Api(lab.directClient())
                .readNamespacedDeployment("web", lab.namespace())
                .execute();
    }

    private static int replicasInTheCluster(Lab lab) throws ApiException {
        return read(lab).getSpec().getReplicas();
    }

    private static String describeReplicas(Lab lab) {
        try {
            return String.valueOf(replicasInTheCluster(lab));
        } catch (ApiException gone) {
            return "an error: " + gone.getMessage();
        }
    }

    private static int writes(Lab lab) {
        return lab.wire().exchanges(call -> !call.method().equals("GET")).size();
    }

    private static V1Deployment cached(String namespace, String name, int replicas) {
        V1Deployment deployment = ImageIndexChecks.deployment(namespace + "/" + name, "nginx");
        deployment.getSpec().setReplicas(replicas);
        return deployment;
    }

    private static int replicasInTheCache(Lab lab, SharedIndexInformer<V1Deployment> informer) {
        return informer.getIndexer()
                .getByKey(lab.namespace() + "/web")
                .getSpec()
                .getReplicas();
    }
}
