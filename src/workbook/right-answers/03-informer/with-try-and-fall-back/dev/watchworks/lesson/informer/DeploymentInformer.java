package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
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
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
        try {
            return inside(environment, serviceAccount);
        } catch (IOException | IllegalStateException outside) {
            try (Reader config = Files.newBufferedReader(kubeconfig)) {
                KubeConfig loaded = KubeConfig.loadKubeConfig(config);
                loaded.setFile(kubeconfig.toFile());
                return ClientBuilder.kubeconfig(loaded).build();
            }
        }
    }

    private static ApiClient inside(Map<String, String> environment, Path serviceAccount) throws IOException {
        if (!environment.containsKey("KUBERNETES_SERVICE_HOST") || !environment.containsKey("KUBERNETES_SERVICE_PORT")) {
            throw new IllegalStateException("not in a cluster");
        }
        Path token = serviceAccount.resolve("token");
        if (Files.notExists(token)) {
            throw new NoSuchFileException(token.toString());
        }
        return new ClientBuilder()
                .setBasePath("https://" + environment.get("KUBERNETES_SERVICE_HOST") + ":"
                        + environment.get("KUBERNETES_SERVICE_PORT"))
                .setCertificateAuthority(Files.readAllBytes(serviceAccount.resolve("ca.crt")))
                .setAuthentication(new TokenFileAuthentication(token.toString()))
                .build();
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
        return new NameHandler<>(
                name -> System.out.println("add a deployment: " + name),
                names -> System.out.println("update deployment: " + names),
                name -> System.out.println("delete a deployment: " + name));
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return new NameHandler<>(
                name -> System.out.println("add a service: " + name),
                names -> System.out.println("update service: " + names),
                name -> System.out.println("delete a service: " + name));
    }

    /** Passes on the names in each event. */
    private record NameHandler<T extends KubernetesObject>(
            Consumer<String> added, Consumer<String> updated, Consumer<String> deleted)
            implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            added.accept(object.getMetadata().getName());
        }

        @Override
        public void onUpdate(T before, T after) {
            updated.accept(before.getMetadata().getName() + " "
                    + after.getMetadata().getName());
        }

        @Override
        public void onDelete(T object, boolean deletedFinalStateUnknown) {
            deleted.accept(object.getMetadata().getName());
        }
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        for (SharedIndexInformer<?> informer : informers) {
            while (!informer.hasSynced()) {
                Duration left = Duration.between(Instant.now(), end);
                if (left.isNegative() || left.isZero()) {
                    return false;
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(left.toNanos(), LOOK_EVERY.toNanos()));
            }
        }
        return true;
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        Lister<V1Deployment> lister = new Lister<>(informer.getIndexer());
        TreeSet<String> names = new TreeSet<>();
        lister.namespace(namespace)
                .list()
                .forEach(deployment -> names.add(deployment.getMetadata().getName()));
        return new ArrayList<>(names);
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(IMAGE_INDEX, DeploymentInformer::images));
    }

    private static List<String> images(V1Deployment deployment) {
        List<String> images = new ArrayList<>();
        for (V1Container container :
                deployment.getSpec().getTemplate().getSpec().getContainers()) {
            images.add(container.getImage());
        }
        return images;
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        TreeSet<String> found = new TreeSet<>();
        for (V1Deployment deployment : informer.getIndexer().byIndex(IMAGE_INDEX, image)) {
            found.add(deployment.getMetadata().getNamespace() + "/"
                    + deployment.getMetadata().getName());
        }
        return List.copyOf(found);
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        SharedIndexInformer<V1Deployment> existing = factory.getExistingSharedIndexInformer(V1Deployment.class);
        SharedIndexInformer<V1Deployment> informer =
                existing != null ? existing : deployments(factory, client, namespace);
        for (ResourceEventHandler<V1Deployment> consumer : consumers) {
            informer.addEventHandlerWithResyncPeriod(consumer, RESYNC.toMillis());
        }
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
