package dev.watchworks.labkit;

import dev.watchworks.labkit.report.timeline.CheckTimeline;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.common.KubernetesType;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.KubernetesApiResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Creates, changes and deletes the objects that the learner's code sees, as another user with kubectl does: in one
 * namespace, and without the gateway.
 *
 * <p>All methods throw {@link EnvironmentException} when the cluster refuses the request: it is never the learner's
 * fault.
 */
public final class ClusterActions {

    private static final String IMAGE = "nginx";

    private enum Action {
        CREATE("create", "created"),
        LABEL("label", "labelled"),
        SCALE("scale", "scaled"),
        DELETE("delete", "deleted");

        private final String infinitive;
        private final String past;

        Action(String infinitive, String past) {
            this.infinitive = infinitive;
            this.past = past;
        }
    }

    private final ApiClient client;
    private final String namespace;
    private final CheckTimeline timeline;
    private final GenericKubernetesApi<V1Pod, V1PodList> pods;
    private final GenericKubernetesApi<V1Deployment, V1DeploymentList> deployments;
    private final GenericKubernetesApi<V1Service, V1ServiceList> services;

    ClusterActions(ApiClient client, String namespace, CheckTimeline timeline) {
        this.client = client;
        this.namespace = namespace;
        this.timeline = timeline;
        this.pods = new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client);
        this.deployments = new GenericKubernetesApi<>(
                V1Deployment.class, V1DeploymentList.class, "apps", "v1", "deployments", client);
        this.services = new GenericKubernetesApi<>(V1Service.class, V1ServiceList.class, "", "v1", "services", client);
    }

    /** Returns the same actions for another namespace, which must exist. */
    public ClusterActions inNamespace(String other) {
        return new ClusterActions(client, other, timeline);
    }

    /** Creates a pod with one container, as {@code kubectl run NAME --image=nginx} does. */
    public V1Pod createPod(String name) {
        V1Pod pod = new V1Pod().metadata(named(name, "run")).spec(podSpec(name));
        return done(Action.CREATE, "the pod " + name, () -> pods.create(pod));
    }

    /** Sets a label of a pod; watchers receive MODIFIED. */
    public V1Pod labelPod(String name, String key, String value) {
        return done(
                Action.LABEL,
                "the pod " + name,
                () -> pods.patch(namespace, name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, label(key, value)));
    }

    /** Requests the deletion of a pod; the cluster removes it when its grace period ends. */
    public void deletePod(String name) {
        done(Action.DELETE, "the pod " + name, () -> pods.delete(namespace, name));
    }

    /** Creates a deployment, as {@code kubectl create deployment NAME --image=nginx --replicas=N} does. */
    public V1Deployment createDeployment(String name, int replicas) {
        V1Deployment deployment = new V1Deployment()
                .metadata(named(name, "app"))
                .spec(new V1DeploymentSpec()
                        .replicas(replicas)
                        .selector(new V1LabelSelector().matchLabels(Map.of("app", name)))
                        .template(new V1PodTemplateSpec()
                                .metadata(new V1ObjectMeta().labels(Map.of("app", name)))
                                .spec(podSpec(IMAGE))));
        return done(Action.CREATE, "the deployment " + name, () -> deployments.create(deployment));
    }

    /** Sets the number of replicas, as {@code kubectl scale} does. */
    public V1Deployment scaleDeployment(String name, int replicas) {
        V1Patch patch = new V1Patch("{\"spec\":{\"replicas\":%d}}".formatted(replicas));
        return done(
                Action.SCALE,
                "the deployment " + name,
                () -> deployments.patch(namespace, name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, patch));
    }

    /** Sets a label of a deployment; watchers receive MODIFIED. */
    public V1Deployment labelDeployment(String name, String key, String value) {
        return done(
                Action.LABEL,
                "the deployment " + name,
                () -> deployments.patch(namespace, name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, label(key, value)));
    }

    /** Deletes a deployment; the garbage collector deletes its replica sets and pods. */
    public void deleteDeployment(String name) {
        done(Action.DELETE, "the deployment " + name, () -> deployments.delete(namespace, name));
    }

    /** Creates a service with port 80, as {@code kubectl create service clusterip NAME --tcp=80} does. */
    public V1Service createService(String name) {
        V1Service service = new V1Service()
                .metadata(named(name, "app"))
                .spec(new V1ServiceSpec()
                        .selector(Map.of("app", name))
                        .ports(List.of(new V1ServicePort().port(80).targetPort(new IntOrString(80)))));
        return done(Action.CREATE, "the service " + name, () -> services.create(service));
    }

    /** Sets a label of a service; watchers receive MODIFIED. */
    public V1Service labelService(String name, String key, String value) {
        return done(
                Action.LABEL,
                "the service " + name,
                () -> services.patch(namespace, name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, label(key, value)));
    }

    /** Deletes a service. */
    public void deleteService(String name) {
        done(Action.DELETE, "the service " + name, () -> services.delete(namespace, name));
    }

    private V1ObjectMeta named(String name, String labelKey) {
        return new V1ObjectMeta().name(name).namespace(namespace).labels(Map.of(labelKey, name));
    }

    private static V1PodSpec podSpec(String container) {
        // without this line client-java sends an empty overhead, and a real API server refuses it
        return new V1PodSpec()
                .overhead(null)
                .containers(List.of(new V1Container().name(container).image(IMAGE)));
    }

    private static V1Patch label(String key, String value) {
        return new V1Patch("{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(key, value));
    }

    private <T extends KubernetesType> T done(Action action, String what, Supplier<KubernetesApiResponse<T>> request) {
        long began = System.nanoTime();
        KubernetesApiResponse<T> response = request.get();
        if (!response.isSuccess()) {
            String status = response.getStatus() == null
                    ? "no reason"
                    : response.getStatus().getMessage();
            throw new EnvironmentException(
                    "the lab could not %s %s: HTTP %d, %s"
                            .formatted(action.infinitive, what, response.getHttpStatusCode(), status),
                    "run it again; if that does not help, report it with this message",
                    null);
        }
        // watchers may get the event before the response is here
        timeline.recordCluster(began, "the check " + action.past + " " + what);
        return response.getObject();
    }
}
