package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;

/** Watches deployments and services, with a ListerWatcher of its own. */
public class DeploymentInformer implements InformerLesson {

    private static final long HALF_A_DAY = TimeUnit.HOURS.toMillis(12);

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
        Path token = serviceAccount.resolve("token");
        Path authority = serviceAccount.resolve("ca.crt");
        if (host.isEmpty() || port.isEmpty() || !Files.isRegularFile(token) || !Files.isRegularFile(authority)) {
            return Config.fromConfig(kubeconfig.toString());
        }
        ApiClient client = new ApiClient();
        client.setBasePath("https://" + host + ":" + port);
        client.setVerifyingSsl(true);
        client.setSslCaCert(new ByteArrayInputStream(Files.readAllBytes(authority)));
        // A ping over HTTP/2 notices a server that has disappeared, as there is no read time-out.
        client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .readTimeout(Duration.ZERO)
                .pingInterval(Duration.ofMinutes(1))
                .addInterceptor(tokenFrom(token))
                .build());
        return client;
    }

    /** Reads the token for each request, because Kubernetes renews it. */
    private static Interceptor tokenFrom(Path file) {
        return chain -> chain.proceed(chain.request()
                .newBuilder()
                .header("Authorization", "Bearer " + Files.readString(file).trim())
                .build());
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        return deployments(factory, client, namespace, HALF_A_DAY);
    }

    private static SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace, long resync) {
        String path = PathListerWatcher.path(client, "/apis/apps/v1", namespace, "deployments");
        return factory.sharedIndexInformerFor(
                new PathListerWatcher<>(client, path, V1Deployment.class, V1DeploymentList.class),
                V1Deployment.class,
                resync);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        String path = PathListerWatcher.path(client, "/api/v1", namespace, "services");
        return factory.sharedIndexInformerFor(
                new PathListerWatcher<>(client, path, V1Service.class, V1ServiceList.class),
                V1Service.class,
                HALF_A_DAY);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        return new Printer<>("deployment");
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return new Printer<>("service");
    }

    /** Prints a line for each event of one kind. */
    private record Printer<T extends KubernetesObject>(String kind) implements ResourceEventHandler<T> {

        @Override
        public void onAdd(T object) {
            System.out.println("add a " + kind + ": " + name(object));
        }

        @Override
        public void onUpdate(T before, T after) {
            System.out.println("update " + kind + ": " + name(before) + " " + name(after));
        }

        @Override
        public void onDelete(T object, boolean deletedFinalStateUnknown) {
            System.out.println("delete a " + kind + ": " + name(object));
        }

        private static String name(KubernetesObject object) {
            return object.getMetadata().getName();
        }
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        long begun = System.nanoTime();
        List<SharedIndexInformer<?>> waiting = new ArrayList<>(informers);
        while (true) {
            waiting.removeIf(SharedIndexInformer::hasSynced);
            if (waiting.isEmpty()) {
                return true;
            }
            long left = atMost.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            if (left <= 0) {
                return false;
            }
            Thread.sleep(Math.min(left, 15));
        }
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        TreeSet<String> names = new TreeSet<>();
        for (V1Deployment deployment : informer.getIndexer().list()) {
            if (Objects.equals(deployment.getMetadata().getNamespace(), namespace)) {
                names.add(deployment.getMetadata().getName());
            }
        }
        return List.copyOf(names);
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(IMAGE_INDEX, DeploymentInformer::images));
    }

    private static List<String> images(V1Deployment deployment) {
        TreeSet<String> images = new TreeSet<>();
        for (V1Container container :
                deployment.getSpec().getTemplate().getSpec().getContainers()) {
            if (container.getImage() != null) {
                images.add(container.getImage());
            }
        }
        return List.copyOf(images);
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        // The keys of the index are the keys of the cache: NAMESPACE/NAME.
        return List.copyOf(new TreeSet<>(informer.getIndexer().indexKeys(IMAGE_INDEX, image)));
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace);
        for (ResourceEventHandler<V1Deployment> consumer : consumers) {
            informer.addEventHandler(consumer);
        }
        return informer;
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        V1Deployment cached = informer.getIndexer().getByKey(namespace + "/" + name);
        if (cached == null || Objects.equals(cached.getSpec().getReplicas(), replicas)) {
            return;
        }
        V1Patch patch = new V1Patch("{\"spec\":{\"replicas\":" + replicas + "}}");
        PatchUtils.patch(
                V1Deployment.class,
                () -> new AppsV1Api(client)
                        .patchNamespacedDeployment(name, namespace, patch)
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
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
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace, 0);
        // The rounds and the events come on two threads. One lock for both: the handler is never called twice at once.
        OneAtATime guarded = new OneAtATime(handler);
        informer.addEventHandler(guarded);
        Runnable round = () -> {
            for (V1Deployment deployment : informer.getIndexer().list()) {
                try {
                    guarded.onUpdate(deployment, deployment);
                } catch (RuntimeException | Error failure) {
                    System.err.println("A round failed on "
                            + deployment.getMetadata().getName() + ": " + failure);
                }
            }
        };
        clock.scheduleAtFixedRate(round, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return informer;
    }

    /** Calls another handler, never from two threads at once. */
    private static final class OneAtATime implements ResourceEventHandler<V1Deployment> {

        private final ResourceEventHandler<V1Deployment> handler;

        OneAtATime(ResourceEventHandler<V1Deployment> handler) {
            this.handler = handler;
        }

        @Override
        public synchronized void onAdd(V1Deployment deployment) {
            handler.onAdd(deployment);
        }

        @Override
        public synchronized void onUpdate(V1Deployment before, V1Deployment after) {
            handler.onUpdate(before, after);
        }

        @Override
        public synchronized void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
            handler.onDelete(deployment, deletedFinalStateUnknown);
        }
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        SharedInformerFactory factory = new SharedInformerFactory(client, new AtOnce(), false);
        boolean done = false;
        try {
            SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, watched);
            SharedIndexInformer<V1Service> services = services(factory, client, watched);
            deployments.addEventHandler(printDeployments());
            services.addEventHandler(printServices());
            factory.startAllRegisteredInformers();
            if (!awaitSync(atMost, List.of(deployments, services))) {
                throw new IllegalStateException("no complete list within " + atMost);
            }
            List<String> names = listDeployments(deployments, listed);
            for (int i = 0; i < names.size(); i++) {
                System.out.println((i + 1) + " -> " + names.get(i));
            }
            done = true;
            return factory;
        } finally {
            if (!done) {
                stop(factory);
            }
        }
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers(true);
    }
}
