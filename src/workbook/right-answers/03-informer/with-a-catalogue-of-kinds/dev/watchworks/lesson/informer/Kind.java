package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
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
import io.kubernetes.client.util.CallGeneratorParams;
import java.time.Duration;
import okhttp3.Call;

/** Describes a kind of object, for everything that does not care which kind it is. */
record Kind<T extends KubernetesObject, L extends KubernetesListObject>(
        String word, Class<T> one, Class<L> many, Everywhere everywhere, InOneNamespace inOneNamespace) {

    @FunctionalInterface
    interface Everywhere {
        Call request(ApiClient client, CallGeneratorParams asked) throws ApiException;
    }

    @FunctionalInterface
    interface InOneNamespace {
        Call request(ApiClient client, String namespace, CallGeneratorParams asked) throws ApiException;
    }

    static final Kind<V1Deployment, V1DeploymentList> DEPLOYMENT = new Kind<>(
            "deployment",
            V1Deployment.class,
            V1DeploymentList.class,
            (client, asked) -> new AppsV1Api(client)
                    .listDeploymentForAllNamespaces()
                    .resourceVersion(asked.resourceVersion)
                    .timeoutSeconds(asked.timeoutSeconds)
                    .watch(asked.watch)
                    .buildCall(null),
            (client, namespace, asked) -> new AppsV1Api(client)
                    .listNamespacedDeployment(namespace)
                    .resourceVersion(asked.resourceVersion)
                    .timeoutSeconds(asked.timeoutSeconds)
                    .watch(asked.watch)
                    .buildCall(null));

    static final Kind<V1Service, V1ServiceList> SERVICE = new Kind<>(
            "service",
            V1Service.class,
            V1ServiceList.class,
            (client, asked) -> new CoreV1Api(client)
                    .listServiceForAllNamespaces()
                    .resourceVersion(asked.resourceVersion)
                    .timeoutSeconds(asked.timeoutSeconds)
                    .watch(asked.watch)
                    .buildCall(null),
            (client, namespace, asked) -> new CoreV1Api(client)
                    .listNamespacedService(namespace)
                    .resourceVersion(asked.resourceVersion)
                    .timeoutSeconds(asked.timeoutSeconds)
                    .watch(asked.watch)
                    .buildCall(null));

    SharedIndexInformer<T> informer(
            SharedInformerFactory factory, ApiClient client, String namespace, Duration resync) {
        return factory.sharedIndexInformerFor(
                asked -> namespace.isEmpty()
                        ? everywhere.request(client, asked)
                        : inOneNamespace.request(client, namespace, asked),
                one,
                many,
                resync.toMillis(),
                (type, failure) -> System.err.println("The informer of " + word + "s has a problem: " + failure));
    }
}
