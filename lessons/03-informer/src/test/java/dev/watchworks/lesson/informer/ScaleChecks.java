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

/** Step 7: what is read from the cache is not changed in the cache. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ScaleChecks {

    /** Who does not wait for the answer has returned long before. */
    private static final Duration A_WHILE = Duration.ofMillis(100);

    private static final String SHARED = "the cache gives you the object itself, not a copy: what you write into it, "
            + "everybody reads as if the cluster had said it. Change a copy, or send a patch";

    @Step(7)
    void scalesOnTheCluster(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        Queue<Integer> cachedAtTheRequest = new ConcurrentLinkedQueue<>();
        lab.atEnd(lab.wire().listen(event -> {
            if (event instanceof WireEvent.RequestReceived request
                    && !request.exchange().call().method().equals("GET")) {
                cachedAtTheRequest.add(cached(lab, informer));
            }
        })::close);
        int code = scale(lab, answer, informer);
        lab.expect("a request that the API server takes")
                .because(
                        "there are several kinds of patch, and the request has to say which one it brings. `execute()` does "
                                + "not say it; `PatchUtils.patch` does")
                .now(() -> code != 415)
                .otherwise(() -> "it refused yours: 415, Unsupported Media Type");
        lab.expect("3 replicas of the deployment web on the cluster")
                .because("to change the cached object changes nothing on the cluster: it has to be asked")
                .now(() -> onTheCluster(lab) == 3)
                .otherwise(() -> "there it has " + onTheClusterInWords(lab) + "; " + WireDescription.of(lab.wire()));
        lab.expect("0 replicas in the cache when your request arrived, for the cluster had not answered yet")
                .because(SHARED)
                .now(() -> cachedAtTheRequest.stream().allMatch(replicas -> replicas == 0))
                .otherwise(() -> "the cache held " + cachedAtTheRequest);
        lab.expect("the informer to bring the 3 replicas into its cache")
                .until(() -> cached(lab, informer) == 3)
                .otherwise(() -> "it holds " + cached(lab, informer));
    }

    @Step(7)
    void sendsNothingWhereNothingIsToDo(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        long before = lab.wire().counters().requests();
        answer.scale(lab.client(), informer, lab.namespace(), "web", 0);
        lab.expect("no request for web, which has 0 replicas already, as the cache knows")
                .because(
                        "a controller looks at everything again and again; if each look wrote something, it would keep the "
                                + "API server busy with nothing")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
        answer.scale(lab.client(), informer, lab.namespace(), "gone", 3);
        lab.expect("no request for the deployment gone, which is not in the cache")
                .because("what is not there cannot be scaled, and the cache knows without asking")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
        answer.scale(lab.client(), informer, lab.namespace(), "web", 1);
        lab.expect("a request as soon as web shall have another number than in the cache")
                .now(() -> lab.wire().counters().requests() > before)
                .otherwise(() -> "there was none");
    }

    @Step(7)
    void triesAgainAfterARefusal(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = settledWeb(lab);
        lab.gateway()
                .faults()
                .when(Cue.anyRequest().where("a write", call -> !call.method().equals("GET")))
                .then(new ServerError("etcdserver: request timed out"));
        String outcome = outcome(lab, answer, informer);
        lab.expect("an ApiException from `scale` when the server refuses the request")
                .because("whoever called believes that it is done, if nothing is thrown")
                .now(() -> outcome.equals("ApiException"))
                .otherwise(() -> "`scale` ended with " + outcome + "; " + WireDescription.of(lab.wire()));
        lab.expect("the cache to say 0 replicas after the refusal, as the cluster does")
                .because(SHARED + ". Here nobody will ever put it right: the cluster has no change to tell")
                .now(() -> cached(lab, informer) == 0)
                .otherwise(() -> "it says " + cached(lab, informer));
        answer.scale(lab.client(), informer, lab.namespace(), "web", 3);
        lab.expect("3 replicas on the cluster after the second attempt")
                .now(() -> onTheCluster(lab) == 3)
                .otherwise(() -> "there it has " + onTheClusterInWords(lab) + "; " + WireDescription.of(lab.wire()));
    }

    @Step(7)
    void returnsWhenTheServerHasAnswered(Lab lab, InformerLesson answer) throws Exception {
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
        lab.expect("`scale` to wait while the API server has not answered")
                .because("only the answer says whether it is done. Who returns before, as with a thread of its own or "
                        + "executeAsync, cannot throw what comes then")
                .during(A_WHILE, scaling::isRunning)
                .otherwise(() -> "it returned already");
        held.lift();
        lab.expect("`scale` to return after the answer")
                .until(() -> !scaling.isRunning())
                .otherwise(() -> "it still waits after five seconds");
    }

    /** The code with which the server refused the request, or 0 if it did not. */
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

    /** The check's own informer, with a deployment of 0 replicas in its cache that no controller changes any more. */
    private static SharedIndexInformer<V1Deployment> settledWeb(Lab lab) throws Exception {
        lab.cluster().createDeployment("web", 0);
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer = ReferenceInformers.deployments(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the check's own informer to hold the deployment web")
                .until(() -> isSettled(informer.getIndexer().getByKey(lab.namespace() + "/web"), lab))
                .otherwise(() -> "it does not");
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

    private static int onTheCluster(Lab lab) throws ApiException {
        return read(lab).getSpec().getReplicas();
    }

    private static String onTheClusterInWords(Lab lab) {
        try {
            return String.valueOf(onTheCluster(lab));
        } catch (ApiException gone) {
            return "an error: " + gone.getMessage();
        }
    }

    private static int cached(Lab lab, SharedIndexInformer<V1Deployment> informer) {
        return informer.getIndexer()
                .getByKey(lab.namespace() + "/web")
                .getSpec()
                .getReplicas();
    }
}
