package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Scale;
import io.kubernetes.client.openapi.models.V1ScaleSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.CallGenerator;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches deployments and services through informers, and prints what happens to them. */
public class DeploymentInformer implements InformerLesson {

    /**
     * How often the handlers get all objects of the cache again. A factory of client-java has no resync period, unlike one
     * of client-go: each informer has its own.
     *
     * <p>With a resync, client-java 25 has a bug. If an informer has to list again, the new objects go only to the handlers
     * that were due in the last round. At first all handlers are due. After some rounds of 12 hours, a handler may be "not
     * due yet", and then it misses the new objects of the next list. If this matters, use the period 0, which loses nothing,
     * and run the rounds yourself, as {@link #resyncWithoutLoss} does.
     */
    private static final Duration RESYNC = Duration.ofHours(12);

    /** How long to sleep between two checks; a person does not notice it, and 50 checks a second cost little. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        Path token = serviceAccount.resolve("token");
        Path authority = serviceAccount.resolve("ca.crt");
        // Config.fromCluster() does the same, but it uses the real environment and the real folder, so you can try it only
        // in a cluster. Outside, it may throw an IllegalStateException, not an IOException.
        if (host != null && port != null && Files.isReadable(token) && Files.isReadable(authority)) {
            return new ClientBuilder()
                    .setBasePath("https://" + host + ":" + port)
                    .setVerifyingSsl(true)
                    .setCertificateAuthority(Files.readAllBytes(authority))
                    // Kubernetes renews the token; this reads the file again and again.
                    .setAuthentication(new TokenFileAuthentication(token.toString()))
                    .build();
        }
        return Config.fromConfig(kubeconfig.toString());
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        return deployments(factory, client, namespace, RESYNC);
    }

    private static SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace, Duration resync) {
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
        return factory.sharedIndexInformerFor(calls, V1Deployment.class, V1DeploymentList.class, resync.toMillis());
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
        CountDownLatch filled = new CountDownLatch(1);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        try {
            looking.scheduleWithFixedDelay(
                    () -> {
                        if (informers.stream().allMatch(SharedIndexInformer::hasSynced)) {
                            filled.countDown();
                        }
                    },
                    0,
                    LOOK_EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
            return filled.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            looking.shutdownNow();
        }
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
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(
                IMAGE_INDEX,
                deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .map(V1Container::getImage)
                        .distinct()
                        .toList()));
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        return informer.getIndexer().byIndex(IMAGE_INDEX, image).stream()
                .map(Caches::metaNamespaceKeyFunc)
                .sorted()
                .toList();
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        // One informer has many handlers. The factory would never start a second informer of deployments.
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace);
        consumers.forEach(informer::addEventHandler);
        return informer;
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        V1Deployment cached = informer.getIndexer().getByKey(namespace + "/" + name);
        if (cached == null || cached.getSpec().getReplicas() == replicas) {
            return;
        }
        V1Scale wished = new V1Scale()
                .metadata(new V1ObjectMeta().namespace(namespace).name(name))
                .spec(new V1ScaleSpec().replicas(replicas));
        new AppsV1Api(client)
                .replaceNamespacedDeploymentScale(name, namespace, wished)
                .execute();
    }

    @Override
    public Resync predictResync() {
        return new Resync(0, 3, 2, 0);
    }

    @Override
    public SharedIndexInformer<V1Deployment> resyncWithoutLoss(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock) {
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace, Duration.ZERO);
        informer.addEventHandler(handler);
        rounds(informer, handler, period, clock);
        return informer;
    }

    /** Each round schedules the next one, even if it fails. */
    private static void rounds(
            SharedIndexInformer<V1Deployment> informer,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock) {
        clock.schedule(
                () -> {
                    rounds(informer, handler, period, clock);
                    for (String key : informer.getIndexer().listKeys()) {
                        V1Deployment deployment = informer.getIndexer().getByKey(key);
                        if (deployment != null) {
                            clock.execute(() -> handler.onUpdate(deployment, deployment));
                        }
                    }
                },
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        FactoryOfFactories factories = new FactoryOfFactories(client);
        SharedIndexInformer<V1Deployment> deployments = deployments(factories.another(), client, watched);
        SharedIndexInformer<V1Service> services = services(factories.another(), client, watched);
        deployments.addEventHandler(printDeployments());
        services.addEventHandler(printServices());
        factories.startAllRegisteredInformers();
        boolean synced = false;
        try {
            synced = awaitSync(atMost, List.of(deployments, services));
        } finally {
            if (!synced) {
                stop(factories);
            }
        }
        if (!synced) {
            throw new IllegalStateException("The API server did not answer within " + atMost + ".");
        }
        List<String> names = listDeployments(deployments, listed);
        for (int index = 0; index < names.size(); index++) {
            System.out.println((index + 1) + " -> " + names.get(index));
        }
        return factories;
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers(true);
    }

    /**
     * Watches the deployments and services of all namespaces until Ctrl-C. It uses the cluster that it runs in, or the
     * cluster in {@code KUBECONFIG} or {@code ~/.kube/config}.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        Path serviceAccount = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

        DeploymentInformer lesson = new DeploymentInformer();
        ApiClient client = lesson.connect(System.getenv(), serviceAccount, kubeconfig);
        SharedInformerFactory factory = lesson.start(client, "", "default", Duration.ofSeconds(30));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> lesson.stop(factory)));
        new CountDownLatch(1).await();
    }
}
