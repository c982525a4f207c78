package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.CallGenerator;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One answer to the lesson. */
public class DeploymentInformer implements InformerLesson {

    private static final Duration RESYNC = Duration.ofHours(12);

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        Path token = serviceAccount.resolve("token");
        Path authority = serviceAccount.resolve("ca.crt");
        if (host != null && port != null && Files.isReadable(token) && Files.isReadable(authority)) {
            return new ClientBuilder()
                    .setBasePath("https://" + host + ":" + port)
                    .setVerifyingSsl(true)
                    .setCertificateAuthority(Files.readAllBytes(authority))
                    .setAuthentication(new AccessTokenAuthentication(Files.readString(token).strip()))
                    .build();
        }
        try (Reader reader = Files.newBufferedReader(kubeconfig)) {
            return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(reader)).build();
        }
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        AppsV1Api apps = new AppsV1Api(client);
        CallGenerator calls = params -> namespace.isEmpty()
                ? apps.listDeploymentForAllNamespaces()
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null)
                : apps.listNamespacedDeployment(namespace)
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null);
        return factory.sharedIndexInformerFor(calls, V1Deployment.class, V1DeploymentList.class, RESYNC.toMillis());
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        CoreV1Api core = new CoreV1Api(client);
        CallGenerator calls = params -> namespace.isEmpty()
                ? core.listServiceForAllNamespaces()
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null)
                : core.listNamespacedService(namespace)
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null);
        return factory.sharedIndexInformerFor(calls, V1Service.class, V1ServiceList.class, RESYNC.toMillis());
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                System.out.println("add a deployment: " + deployment.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                System.out.println("update deployment: " + before.getMetadata().getName() + " "
                        + after.getMetadata().getName());
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                System.out.println(
                        "delete a deployment: " + deployment.getMetadata().getName());
            }
        };
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Service service) {
                System.out.println("add a service: " + service.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Service before, V1Service after) {
                System.out.println("update service: " + before.getMetadata().getName() + " "
                        + after.getMetadata().getName());
            }

            @Override
            public void onDelete(V1Service service, boolean deletedFinalStateUnknown) {
                System.out.println("delete a service: " + service.getMetadata().getName());
            }
        };
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!informers.stream().allMatch(SharedIndexInformer::hasSynced)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        return new Lister<>(informer.getIndexer(), namespace)
                .list().stream()
                        .map(deployment -> deployment.getMetadata().getName())
                        .sorted()
                        .toList();
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace);
        consumers.forEach(informer::addEventHandler);
        return informer;
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String namespace, Duration syncDeadline)
            throws InterruptedException {
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, namespace);
        deployments.addEventHandler(printDeployments());
        SharedIndexInformer<V1Service> services = services(factory, client, namespace);
        services.addEventHandler(printServices());
        factory.startAllRegisteredInformers();
        if (!awaitSync(syncDeadline, List.of(deployments, services))) {
            stop(factory);
            throw new IllegalStateException("The caches were not filled within " + syncDeadline + ".");
        }
        int number = 0;
        for (String name : listDeployments(deployments, namespace)) {
            number++;
            System.out.println(number + " -> " + name);
        }
        return factory;
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers();
    }
}
