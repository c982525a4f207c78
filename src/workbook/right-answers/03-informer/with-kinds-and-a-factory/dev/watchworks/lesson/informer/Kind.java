package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.CallGenerator;
import io.kubernetes.client.util.CallGeneratorParams;
import java.time.Duration;
import java.util.Objects;
import okhttp3.Call;

/** A kind of object that we follow. */
record Kind<T extends KubernetesObject, L extends KubernetesListObject>(
        String word, Class<T> type, Class<L> listType, Request everywhere, NamespacedRequest inNamespace) {

    static final Kind<V1Deployment, V1DeploymentList> DEPLOYMENT = new Kind<>(
            "deployment",
            V1Deployment.class,
            V1DeploymentList.class,
            (client, params) -> new AppsV1Api(client)
                    .listDeploymentForAllNamespaces()
                    .resourceVersion(params.resourceVersion)
                    .timeoutSeconds(params.timeoutSeconds)
                    .watch(params.watch)
                    .buildCall(null),
            (client, namespace, params) -> new AppsV1Api(client)
                    .listNamespacedDeployment(namespace)
                    .resourceVersion(params.resourceVersion)
                    .timeoutSeconds(params.timeoutSeconds)
                    .watch(params.watch)
                    .buildCall(null));

    static final Kind<V1Service, V1ServiceList> SERVICE = new Kind<>(
            "service",
            V1Service.class,
            V1ServiceList.class,
            (client, params) -> new CoreV1Api(client)
                    .listServiceForAllNamespaces()
                    .resourceVersion(params.resourceVersion)
                    .timeoutSeconds(params.timeoutSeconds)
                    .watch(params.watch)
                    .buildCall(null),
            (client, namespace, params) -> new CoreV1Api(client)
                    .listNamespacedService(namespace)
                    .resourceVersion(params.resourceVersion)
                    .timeoutSeconds(params.timeoutSeconds)
                    .watch(params.watch)
                    .buildCall(null));

    interface Request {
        Call build(ApiClient client, CallGeneratorParams params) throws ApiException;
    }

    interface NamespacedRequest {
        Call build(ApiClient client, String namespace, CallGeneratorParams params) throws ApiException;
    }

    SharedIndexInformer<T> informer(
            SharedInformerFactory factory, ApiClient client, String namespace, Duration resync) {
        Objects.requireNonNull(namespace, "an empty string means all namespaces");
        CallGenerator calls = namespace.isEmpty()
                ? params -> everywhere.build(client, params)
                : params -> inNamespace.build(client, namespace, params);
        return factory.sharedIndexInformerFor(calls, type, listType, resync.toMillis());
    }

    ResourceEventHandler<T> printer() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(T object) {
                System.out.println("add a " + word + ": " + name(object));
            }

            @Override
            public void onUpdate(T before, T after) {
                System.out.println("update " + word + ": " + name(before) + " " + name(after));
            }

            @Override
            public void onDelete(T object, boolean deletedFinalStateUnknown) {
                // Known or not: it is gone.
                System.out.println("delete a " + word + ": " + name(object));
            }
        };
    }

    private static String name(KubernetesObject object) {
        return object.getMetadata().getName();
    }
}
