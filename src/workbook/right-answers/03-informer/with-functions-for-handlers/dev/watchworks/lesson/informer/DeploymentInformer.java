package dev.watchworks.lesson.informer;

import static dev.watchworks.lesson.informer.Handlers.name;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches deployments and services through the generic API. */
public class DeploymentInformer implements InformerLesson {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentInformer.class);
    private static final Duration RESYNC = Duration.ofDays(1).dividedBy(2);

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        List<String> variables = Stream.of("KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT")
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(Predicate.not(String::isBlank))
                .toList();
        List<Path> files = Stream.of("token", "ca.crt")
                .map(serviceAccount::resolve)
                .filter(Files::isReadable)
                .toList();
        ClientBuilder builder;
        if (variables.size() == 2 && files.size() == 2) {
            builder = new ClientBuilder()
                    .setBasePath("https://" + String.join(":", variables))
                    .setCertificateAuthority(Files.readAllBytes(files.get(1)))
                    .setAuthentication(
                            new TokenFileAuthentication(files.get(0).toString(), Duration.ofSeconds(30)));
        } else {
            builder = outside(kubeconfig);
        }
        return builder.setReadTimeout(Duration.ZERO).build();
    }

    private static ClientBuilder outside(Path kubeconfig) throws IOException {
        try (Reader reader = Files.newBufferedReader(kubeconfig)) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            config.setFile(kubeconfig.toFile());
            return ClientBuilder.kubeconfig(config);
        }
    }

    private static GenericKubernetesApi<V1Deployment, V1DeploymentList> deploymentApi(ApiClient client) {
        return new GenericKubernetesApi<>(
                V1Deployment.class, V1DeploymentList.class, "apps", "v1", "deployments", client);
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        return factory.sharedIndexInformerFor(
                deploymentApi(client), V1Deployment.class, RESYNC.toMillis(), namespace);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        return factory.sharedIndexInformerFor(
                new GenericKubernetesApi<>(V1Service.class, V1ServiceList.class, "", "v1", "services", client),
                V1Service.class,
                RESYNC.toMillis(),
                namespace);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        return Handlers.of(
                added -> System.out.println("add a deployment: " + name(added)),
                (before, after) -> System.out.println("update deployment: " + name(before) + " " + name(after)),
                deleted -> System.out.println("delete a deployment: " + name(deleted)));
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        return Handlers.of(
                added -> System.out.println("add a service: " + name(added)),
                (before, after) -> System.out.println("update service: " + name(before) + " " + name(after)),
                deleted -> System.out.println("delete a service: " + name(deleted)));
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        Duration passed = Duration.ZERO;
        long begun = System.nanoTime();
        while (informers.stream().anyMatch(Predicate.not(SharedIndexInformer::hasSynced))) {
            if (passed.compareTo(atMost) >= 0) {
                LOG.warn("Still waiting for a list at {}, and the time is over.", Instant.now());
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
            passed = Duration.ofNanos(System.nanoTime() - begun);
        }
        return true;
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        return informer.getIndexer().byIndex(Caches.NAMESPACE_INDEX, namespace).stream()
                .map(Handlers::name)
                .sorted()
                .toList();
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        informer.addIndexers(Map.of(IMAGE_INDEX, deployment -> images(deployment)));
    }

    private static List<String> images(V1Deployment deployment) {
        return Optional.ofNullable(deployment.getSpec())
                .map(V1DeploymentSpec::getTemplate)
                .map(V1PodTemplateSpec::getSpec)
                .map(V1PodSpec::getContainers)
                .stream()
                .flatMap(List::stream)
                .map(V1Container::getImage)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        return informer.getIndexer().byIndex(IMAGE_INDEX, image).stream()
                .map(deployment -> deployment.getMetadata().getNamespace() + "/" + name(deployment))
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
        // Each handler that the informer knows has a queue and a thread of its own.
        consumers.forEach(informer::addEventHandler);
        return informer;
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        boolean needed = Optional.ofNullable(informer.getIndexer().getByKey(namespace + "/" + name))
                .map(V1Deployment::getSpec)
                .filter(spec -> !Objects.equals(spec.getReplicas(), replicas))
                .isPresent();
        if (!needed) {
            return;
        }
        GenericKubernetesApi<V1Deployment, V1DeploymentList> api = deploymentApi(client);
        try {
            // This one comes from the server, so it belongs only to us.
            V1Deployment mine = api.get(namespace, name).throwsApiException().getObject();
            mine.getSpec().setReplicas(replicas);
            api.update(mine).throwsApiException();
        } catch (RuntimeException strange) {
            // The generic API throws these when the server cannot be reached, or refuses without a Status.
            throw new ApiException(strange);
        }
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
        SharedIndexInformer<V1Deployment> informer =
                factory.sharedIndexInformerFor(deploymentApi(client), V1Deployment.class, 0L, namespace);
        informer.addEventHandler(handler);
        clock.scheduleWithFixedDelay(
                () -> round(informer.getIndexer(), handler), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return informer;
    }

    private static void round(Indexer<V1Deployment> cache, ResourceEventHandler<V1Deployment> handler) {
        // Asks for each deployment just before its turn, so the handler does not get one that was deleted meanwhile.
        cache.listKeys().stream().map(cache::getByKey).filter(Objects::nonNull).forEach(deployment -> {
            try {
                handler.onUpdate(deployment, deployment);
            } catch (Exception | AssertionError failure) {
                LOG.warn("The handler failed on {} in a round.", name(deployment), failure);
            }
        });
    }

    @Override
    public Recovery predictRecovery() {
        return new Recovery(0, 1, 1, 0);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        ExecutorService starter = Executors.newSingleThreadExecutor();
        SharedInformerFactory factory = new SharedInformerFactory(client, starter, false);
        try {
            SharedIndexInformer<V1Deployment> deployments = deployments(factory, client, watched);
            SharedIndexInformer<V1Service> services = services(factory, client, watched);
            deployments.addEventHandler(printDeployments());
            services.addEventHandler(printServices());
            factory.startAllRegisteredInformers();
            if (!awaitSync(atMost, List.of(deployments, services))) {
                throw new IllegalStateException("The caches were not filled within " + atMost);
            }
            List<String> names = listDeployments(deployments, listed);
            IntStream.rangeClosed(1, names.size())
                    .mapToObj(number -> number + " -> " + names.get(number - 1))
                    .forEach(System.out::println);
            return factory;
        } catch (InterruptedException | RuntimeException | Error failure) {
            awaitStarted(starter);
            stop(factory);
            starter.shutdown();
            throw failure;
        }
    }

    /** An informer that has not started yet ignores a stop. The starter has one thread, so a task of ours comes last. */
    private static void awaitStarted(ExecutorService starter) {
        Future<?> last = starter.submit(() -> {});
        boolean interrupted = false;
        while (!last.isDone()) {
            try {
                last.get();
            } catch (InterruptedException later) {
                interrupted = true;
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        factory.stopAllRegisteredInformers();
    }
}
