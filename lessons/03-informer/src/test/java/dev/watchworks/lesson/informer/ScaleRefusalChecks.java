package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Conflict;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Step 7: a cache that is behind the cluster, and requests that the server refuses. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ScaleRefusalChecks {

    private static final String EXPLAIN_REFUSAL =
            "the number of replicas was not changed; without an exception, the caller believes that it was";

    @Step(value = 7, order = 5)
    void throwsWhenTheServerRefuses(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = cacheOf(lab, lab.cluster().createDeployment("web", 0));
        lab.gateway()
                .faults()
                .when(Cue.anyRequest().where("a write", call -> !call.method().equals("GET")))
                .always()
                .then(new Conflict());
        int conflict = scale(lab, answer, informer);
        lab.expect("an ApiException from `scale` when the server answers 409, Conflict")
                .because(EXPLAIN_REFUSAL)
                .now(() -> conflict == 409)
                .otherwise(() -> describe(conflict));
        lab.gateway().faults().liftAll();
        lab.cluster().deleteDeployment("web");
        // The cache of this informer does not notice it, like a cache that is a moment behind the cluster.
        lab.expect("the deployment web to be gone")
                .until(() -> isGone(lab))
                .otherwise(() -> "it is still in the cluster");
        int notFound = scale(lab, answer, informer);
        lab.expect("an ApiException from `scale` when the deployment is in the cache, but no longer in the cluster")
                .because(EXPLAIN_REFUSAL)
                .now(() -> notFound >= 400)
                .otherwise(() -> describe(notFound) + "; " + WireDescription.of(lab.wire()));
    }

    @Step(value = 7, order = 6)
    void keepsTheChangesOfOthers(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = cacheOf(lab, lab.cluster().createDeployment("web", 0));
        lab.cluster().labelDeployment("web", "owner", "shop");
        AtomicBoolean changed = new AtomicBoolean();
        lab.atEnd(lab.wire().listen(event -> {
            if (event instanceof WireEvent.RequestReceived request
                    && !request.exchange().call().method().equals("GET")
                    && changed.compareAndSet(false, true)) {
                lab.cluster().labelDeployment("web", "tier", "front");
            }
        })::close);
        int code = scale(lab, answer, informer);
        V1Deployment after = read(lab);
        lab.expect(
                        "the labels `owner` and `tier`, which somebody else has added meanwhile, to stay on the deployment web")
                .because("your code changes the number of replicas only. If you send the whole deployment, keep its "
                        + "`resourceVersion`: then the server refuses it with 409 after a change of somebody else")
                .now(() -> after.getMetadata()
                        .getLabels()
                        .keySet()
                        .containsAll(Map.of("owner", "", "tier", "").keySet()))
                .otherwise(() -> "your request removed one: the labels are "
                        + after.getMetadata().getLabels() + " now");
        if (code == 0) {
            lab.expect("3 replicas in the cluster after `scale` has returned without an exception")
                    .because(EXPLAIN_REFUSAL)
                    .now(() -> after.getSpec().getReplicas() == 3)
                    .otherwise(() ->
                            "there it has " + after.getSpec().getReplicas() + "; " + WireDescription.of(lab.wire()));
        }
        lab.expect("3 replicas in the cluster after the cache has followed, and `scale` was called again")
                .until(() -> {
                    informer.getIndexer().update(read(lab));
                    return scale(lab, answer, informer) == 0
                            && read(lab).getSpec().getReplicas() == 3;
                })
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(value = 7, order = 7)
    void leavesTheCacheToTheInformer(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer = cacheOf(lab, lab.cluster().createDeployment("web", 0));
        AtomicReference<V1Deployment> cached = new AtomicReference<>();
        // While the status of the deployment changes, a right answer may get 409.
        lab.expect("`scale` to change web in the cluster")
                .until(() -> {
                    cached.set(read(lab));
                    informer.getIndexer().update(cached.get());
                    return scale(lab, answer, informer) == 0
                            && read(lab).getSpec().getReplicas() == 3;
                })
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("the same object as before in the cache when `scale` returns, because no event has come yet")
                .because(() -> informer.getIndexer().getByKey(lab.namespace() + "/web") == cached.get()
                        ? "the cache does not give you a copy; until the event comes, everybody sees a state that the cluster "
                                + "may not have"
                        : "only the informer writes into its cache, in the order of the events; if you put an object there, it "
                                + "may replace a newer one, and no handler gets a call for it")
                .now(() -> informer.getIndexer().getByKey(lab.namespace() + "/web") == cached.get()
                        && cached.get().getSpec().getReplicas() == 0)
                .otherwise(() -> informer.getIndexer().getByKey(lab.namespace() + "/web") == cached.get()
                        ? "your code changed the cached object, and left "
                                + cached.get().getSpec().getReplicas() + " replicas in it"
                        : "your code put another object into the cache");
    }

    /** Makes an informer that does not run, with this deployment in its cache. */
    private static SharedIndexInformer<V1Deployment> cacheOf(Lab lab, V1Deployment deployment) {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        informer.getIndexer().add(deployment);
        return informer;
    }

    /** Returns the code of the ApiException, or 0 if there was none. */
    private static int scale(Lab lab, InformerLesson answer, SharedIndexInformer<V1Deployment> informer) {
        try {
            answer.scale(lab.client(), informer, lab.namespace(), "web", 3);
            return 0;
        } catch (ApiException refused) {
            return refused.getCode();
        }
    }

    private static String describe(int code) {
        return code == 0 ? "`scale` ended without an exception" : "`scale` threw an ApiException with the code " + code;
    }

    private static boolean isGone(Lab lab) throws ApiException {
        try {
            read(lab);
            return false;
        } catch (ApiException gone) {
            if (gone.getCode() == 404) {
                return true;
            }
            throw gone;
        }
    }

    private static V1Deployment read(Lab lab) throws ApiException {
        return new AppsV1Api(lab.directClient())
                .readNamespacedDeployment("web", lab.namespace())
                .execute();
    }
}
