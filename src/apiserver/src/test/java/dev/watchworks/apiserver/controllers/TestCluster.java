package dev.watchworks.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.controllers.controlplane.SystemNamespaces;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A registry with controllers, and short methods for what tests do with it. */
final class TestCluster implements AutoCloseable {
    /** Far more than any test takes, because other builds may use the same cores. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The namespace itself, its service account and its config map. */
    static final int NAMESPACE_WRITES = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Store store;
    final GenericRegistry registry;
    private final Timers timers;
    private final Clock clock;
    private @Nullable ControllerManager controllers;
    private int createdNamespaces;

    private TestCluster(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
        store = new Store(clock, WatchCacheSettings.KUBERNETES, timers);
        registry = new GenericRegistry(new ResourceTypes(BuiltinResourceTypes.all()), store, clock, 1);
        SystemNamespaces.ensure(registry);
    }

    static TestCluster start() {
        return start(SimulatedLatency.quick());
    }

    static TestCluster start(SimulatedLatency latency) {
        return started(new TestCluster(Timers.daemon(), Clock.systemUTC()), latency);
    }

    /** With a clock that only the test moves. */
    static TestCluster start(SimulatedLatency latency, FakeClock time) {
        return started(new TestCluster(time, time), latency);
    }

    private static TestCluster started(TestCluster cluster, SimulatedLatency latency) {
        cluster.startControllers(latency);
        cluster.await("the node", () -> cluster.find("leases.coordination.k8s.io", "kube-node-lease", "watchworks"));
        cluster.await(
                "the service kubernetes",
                () -> cluster.find("endpointslices.discovery.k8s.io", "default", "kubernetes"));
        cluster.await(
                "the defaults of the namespace default",
                () -> cluster.find("configmaps", "default", "kube-root-ca.crt"));
        return cluster;
    }

    void startControllers(SimulatedLatency latency) {
        ControllerManagerSettings settings = new ControllerManagerSettings(latency, clock, 0, "the authority", 443);
        controllers = ControllerManager.start(registry, settings, timers);
    }

    void stopControllers() {
        if (controllers != null) {
            controllers.close();
            controllers = null;
        }
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    ObjectNode create(String resource, String text) {
        ObjectNode object = json(text);
        ResourceType type = registry.type(resource);
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        String namespace =
                type.namespaced() ? object.path("metadata").path("namespace").asText("default") : "";
        if (type.namespaced()) {
            ((ObjectNode) object.path("metadata")).put("namespace", namespace);
        }
        return registry.create(type, namespace, object);
    }

    ObjectNode createPod(String name) {
        return create(
                "pods", "{'metadata':{'name':'" + name + "'},'spec':{'containers':[{'name':'c','image':'nginx'}]}}");
    }

    ObjectNode createDeployment(String name, int replicas) {
        return create("deployments.apps", deployment(name, replicas, "nginx"));
    }

    static String deployment(String name, int replicas, String image) {
        String labels = "{'app':'" + name + "'}";
        return "{'metadata':{'name':'" + name + "','labels':" + labels + "},'spec':{'replicas':" + replicas
                + ",'selector':{'matchLabels':" + labels + "},'template':{'metadata':{'labels':" + labels
                + "},'spec':{'containers':[{'name':'nginx','image':'" + image + "'}]}}}}";
    }

    void createNamespace(String name) {
        create("namespaces", "{'metadata':{'name':'" + name + "'}}");
        await("the defaults of " + name, () -> find("configmaps", name, "kube-root-ca.crt"));
    }

    @Nullable
    ObjectNode find(String resource, String namespace, String name) {
        return registry.find(registry.type(resource), namespace, name);
    }

    ObjectNode get(String resource, String name) {
        ObjectNode found = find(resource, "default", name);
        if (found == null) {
            throw new AssertionError(resource + " " + name + " is not there");
        }
        return found;
    }

    List<ObjectNode> list(String resource) {
        return registry.list(registry.type(resource), "default");
    }

    void update(String resource, String name, Consumer<ObjectNode> change) {
        registry.update(registry.type(resource), "default", name, object -> {
            if (object != null) {
                change.accept(object);
            }
            return object;
        });
    }

    void scale(String name, int replicas) {
        update("deployments.apps", name, object -> ((ObjectNode) object.path("spec")).put("replicas", replicas));
    }

    void setImage(String name, String image) {
        update(
                "deployments.apps",
                name,
                object -> ((ObjectNode) object.at("/spec/template/spec/containers/0")).put("image", image));
    }

    void delete(String resource, String name) {
        delete(resource, name, null);
    }

    void delete(String resource, String name, @Nullable String policy) {
        ResourceType type = registry.type(resource);
        String namespace = type.namespaced() ? "default" : "";
        registry.delete(type, namespace, name, new DeleteOptions(null, policy, null, null));
    }

    /** Waits until something is there. */
    <T> T await(String alias, Callable<@Nullable T> there) {
        return Awaitility.await(alias)
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(5))
                .until(there, found -> found != null);
    }

    /** Waits until something is true. */
    void until(String alias, Callable<Boolean> condition) {
        Awaitility.await(alias)
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    void untilGone(String resource, String name) {
        until(
                resource + " " + name + " is gone",
                () -> find(resource, "default", name) == null && find(resource, "", name) == null);
    }

    void untilRolledOut(String name, int replicas) {
        until(name + " is rolled out", () -> isRolledOut(name, replicas));
    }

    boolean isRolledOut(String name, int replicas) {
        ObjectNode deployment = get("deployments.apps", name);
        JsonNode status = deployment.path("status");
        return status.path("observedGeneration").asLong()
                        >= deployment.path("metadata").path("generation").asLong()
                && status.path("updatedReplicas").asInt() == replicas
                && status.path("replicas").asInt() == replicas
                && status.path("availableReplicas").asInt() == replicas;
    }

    /**
     * Waits until the controllers have no work left: nothing is written for a while, and then a new namespace gets its
     * defaults and nothing else is written. The namespace shows that the controllers still run.
     */
    long untilSettled() {
        do {
            untilQuiet();
        } while (writesUntilNextNamespaceIsReady() != NAMESPACE_WRITES);
        return store.revision();
    }

    /** Creates a namespace, waits for its defaults, and returns the number of all writes from before to after. */
    long writesUntilNextNamespaceIsReady() {
        long before = store.revision();
        createNamespace("settled-" + createdNamespaces++);
        return store.revision() - before;
    }

    /** Waits until nothing is written for much longer than every latency in these tests. */
    private void untilQuiet() {
        long[] seen = {-1, System.nanoTime()};
        until("nothing is written", () -> {
            long revision = store.revision();
            if (revision != seen[0]) {
                seen[0] = revision;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > Duration.ofMillis(800).toNanos();
        });
    }

    @Override
    public void close() {
        stopControllers();
        registry.close();
        store.close();
        timers.close();
    }
}
