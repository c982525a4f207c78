package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.PatchUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches deployments and services. Most of the work is in the classes beside this one. */
public class DeploymentInformer implements InformerLesson {

    private static final Duration RESYNC = Duration.ofHours(12);
    private static final Duration NO_RESYNC = Duration.ZERO;

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        return new ClusterFinder(environment, serviceAccount, kubeconfig).connect();
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        return Kind.DEPLOYMENT.informer(factory, client, namespace, RESYNC);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        return Kind.SERVICE.informer(factory, client, namespace, RESYNC);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        return new EventPrinter<>(Kind.DEPLOYMENT, () -> System.out);
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return new EventPrinter<>(Kind.SERVICE, () -> System.out);
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        // One informer after the other: whoever has synced stays synced.
        Iterator<? extends SharedIndexInformer<?>> rest = informers.iterator();
        SharedIndexInformer<?> current = rest.hasNext() ? rest.next() : null;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (current != null) {
            if (current.hasSynced()) {
                current = rest.hasNext() ? rest.next() : null;
                continue;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, 25_000_000));
        }
        return true;
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        return new DeploymentCache(informer).namesIn(namespace);
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        new DeploymentCache(informer).indexByImage(IMAGE_INDEX);
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        return new DeploymentCache(informer).keysBy(IMAGE_INDEX, image);
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
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        Optional<V1Deployment> known = new DeploymentCache(informer).find(namespace, name);
        if (known.isEmpty() || Integer.valueOf(replicas).equals(known.get().getSpec().getReplicas())) {
            return;
        }
        V1Patch patch = new V1Patch(String.format("{\"spec\": {\"replicas\": %s}}", replicas));
        PatchUtils.patch(
                V1Deployment.class,
                () -> new AppsV1Api(client)
                        .patchNamespacedDeployment(name, namespace, patch)
                        .buildCall(null),
                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
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
        SharedIndexInformer<V1Deployment> informer = Kind.DEPLOYMENT.informer(factory, client, namespace, NO_RESYNC);
        informer.addEventHandler(handler);
        long micros = TimeUnit.MICROSECONDS.convert(period);
        clock.scheduleAtFixedRate(new Rounds<>(informer, handler), micros, micros, TimeUnit.MICROSECONDS);
        return informer;
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        SharedInformerFactory factory = new SharedInformerFactory(client);
        try {
            SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, watched);
            deployments.addEventHandler(printDeployments());
            SharedIndexInformer<V1Service> services = services(factory, client, watched);
            services.addEventHandler(printServices());
            List<SharedIndexInformer<?>> both = List.of(deployments, services);
            // run() starts the threads of an informer and returns. The factory would do this later, on another thread, and
            // until then an informer ignores a stop. It does nothing with an informer that runs already.
            both.forEach(SharedIndexInformer::run);
            factory.startAllRegisteredInformers();
            if (!awaitSync(atMost, both)) {
                throw new IllegalStateException("The caches were not filled within " + atMost + ".");
            }
            printNumbered(listDeployments(deployments, listed));
            return factory;
        } catch (InterruptedException | RuntimeException failure) {
            stop(factory);
            throw failure;
        }
    }

    private static void printNumbered(List<String> names) {
        int number = 0;
        for (String name : names) {
            System.out.printf("%s -> %s%n", ++number, name);
        }
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers();
    }
}
