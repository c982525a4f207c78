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
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.PatchUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

public class DeploymentInformer implements InformerLesson {

    private static final Logger LOG = Logger.getLogger(DeploymentInformer.class.getName());
    private static final Duration RESYNC = Duration.ofHours(12);

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        return ConfigSource.first(
                new ConfigSource.InCluster(environment, serviceAccount), new ConfigSource.KubeconfigFile(kubeconfig));
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
        return Kind.DEPLOYMENT.printer();
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return Kind.SERVICE.printer();
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        final long begin = System.nanoTime();
        final long pause = TimeUnit.MILLISECONDS.toNanos(15);
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while the caches fill");
            }
            if (informers.stream().allMatch(SharedIndexInformer::hasSynced)) {
                return true;
            }
            long left = atMost.toNanos() - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, Math.min(left, pause));
        }
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        return new Lister<>(informer.getIndexer(), namespace, Caches.NAMESPACE_INDEX)
                .list().stream()
                        .map(deployment -> deployment.getMetadata().getName())
                        .sorted()
                        .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(IMAGE_INDEX, deployment -> List.copyOf(images(deployment))));
    }

    /** An index function must not throw: it runs in the thread that fills the cache. */
    private static LinkedHashSet<String> images(V1Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec())
                .map(V1DeploymentSpec::getTemplate)
                .map(V1PodTemplateSpec::getSpec)
                .map(V1PodSpec::getContainers)
                .orElse(List.of())
                .stream()
                .map(V1Container::getImage)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        return informer.getIndexer().indexKeys(IMAGE_INDEX, image).stream().sorted().toList();
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        SharedIndexInformer<V1Deployment> informer = deployments(factory, client, namespace);
        // Each handler has a queue and a thread of its own in the informer.
        consumers.forEach(consumer -> informer.addEventHandlerWithResyncPeriod(consumer, RESYNC.toMillis()));
        return informer;
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        Optional<V1Deployment> toChange = Optional.ofNullable(
                        informer.getIndexer().getByKey(namespace + "/" + name))
                .filter(cached -> !Objects.equals(cached.getSpec().getReplicas(), replicas));
        if (toChange.isEmpty()) {
            return;
        }
        V1Patch patch = new V1Patch(JSON.serialize(Map.of("spec", Map.of("replicas", replicas))));
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
        ResourceEventHandler<V1Deployment> alone = new OneAtATime<>(handler);
        SharedIndexInformer<V1Deployment> informer =
                Kind.DEPLOYMENT.informer(factory, client, namespace, Duration.ZERO);
        informer.addEventHandler(alone);
        long nanos = period.toNanos();
        clock.scheduleAtFixedRate(
                () -> {
                    for (V1Deployment deployment : informer.getIndexer().list()) {
                        try {
                            alone.onUpdate(deployment, deployment);
                        } catch (Throwable failure) {
                            LOG.log(Level.WARNING, failure, () -> "The resync failed on "
                                    + Caches.metaNamespaceKeyFunc(deployment));
                        }
                    }
                },
                nanos,
                nanos,
                TimeUnit.NANOSECONDS);
        return informer;
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        OwnFactory factory = OwnFactory.of(client);
        try {
            SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, watched);
            SharedIndexInformer<V1Service> services = services(factory, client, watched);
            deployments.addEventHandler(printDeployments());
            services.addEventHandler(printServices());
            factory.startAllRegisteredInformers();
            if (!awaitSync(atMost, List.of(deployments, services))) {
                throw new IllegalStateException("No full caches within " + atMost);
            }
            AtomicInteger number = new AtomicInteger();
            listDeployments(deployments, listed)
                    .forEach(name -> System.out.println(number.incrementAndGet() + " -> " + name));
            return factory;
        } catch (Throwable failure) {
            stop(factory);
            throw failure;
        }
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers();
        if (factory instanceof OwnFactory own) {
            own.awaitEnd(Duration.ofSeconds(2));
        }
    }
}
