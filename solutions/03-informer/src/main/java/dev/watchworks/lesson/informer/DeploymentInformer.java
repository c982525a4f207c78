package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.custom.V1Patch;
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
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.CallGenerator;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!informers.stream().allMatch(SharedIndexInformer::hasSynced)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_EVERY.toMillis());
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
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(
                IMAGE_INDEX,
                deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                        .map(V1Container::getImage)
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
        // Do not change the cached object: it is not a copy, and everybody reads it.
        V1Patch patch = new V1Patch("[{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": " + replicas + "}]");
        AppsV1Api apps = new AppsV1Api(client);
        // execute() does not name the kind of patch in the request, and the server answers 415.
        PatchUtils.patch(
                V1Deployment.class,
                () -> apps.patchNamespacedDeployment(name, namespace, patch).buildCall(null),
                V1Patch.PATCH_FORMAT_JSON_PATCH,
                client);
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
        clock.scheduleWithFixedDelay(
                () -> informer.getIndexer().list().forEach(deployment -> updateSafely(handler, deployment)),
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return informer;
    }

    /** Catches exceptions, because an executor never runs a task again after an exception. */
    private static void updateSafely(ResourceEventHandler<V1Deployment> handler, V1Deployment deployment) {
        try {
            handler.onUpdate(deployment, deployment);
        } catch (RuntimeException failed) {
            System.err.println("The handler failed on "
                    + deployment.getMetadata().getName() + ", and will see it again in the next round: " + failed);
        }
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, watched);
        deployments.addEventHandler(printDeployments());
        SharedIndexInformer<V1Service> services = services(factory, client, watched);
        services.addEventHandler(printServices());
        factory.startAllRegisteredInformers();
        boolean filled = false;
        try {
            filled = awaitSync(atMost, List.of(deployments, services));
        } finally {
            // An interrupt of the wait comes here too.
            if (!filled) {
                stop(factory);
            }
        }
        if (!filled) {
            throw new IllegalStateException("The caches were not filled within " + atMost + ".");
        }
        int number = 0;
        for (String name : listDeployments(deployments, listed)) {
            number++;
            System.out.println(number + " -> " + name);
        }
        return factory;
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        // stopAllRegisteredInformers(false) would leave the factory's own threads, and they keep a program running.
        factory.stopAllRegisteredInformers();
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
