package dev.watchworks.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.HistorySettings;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.Timers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A registry with control loops, and short words for what tests do with it. */
final class TestCluster implements AutoCloseable {
    /** Far more than anything here takes, because two cores may be shared by many. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    final Store store;
    final GenericStore registry;
    private final Timers timers;
    private final Clock clock;
    private @Nullable ControllerManager loops;

    private TestCluster(Timers timers, Clock clock) {
        this.timers = timers;
        this.clock = clock;
        store = new Store(clock, HistorySettings.KUBERNETES, timers);
        registry = new GenericStore(new ResourceTypes(BuiltinResourceTypes.all()), store, clock, 1);
    }

    static TestCluster start() {
        return start(SimulatedLatency.quick());
    }

    static TestCluster start(SimulatedLatency pace) {
        return started(new TestCluster(Timers.daemon(), Clock.systemUTC()), pace);
    }

    /** With time in the test's hands. */
    static TestCluster start(SimulatedLatency pace, FakeClock time) {
        return started(new TestCluster(time, time), pace);
    }

    private static TestCluster started(TestCluster cluster, SimulatedLatency pace) {
        cluster.startLoops(pace);
        cluster.await("the node", () -> cluster.find("leases.coordination.k8s.io", "kube-node-lease", "watchworks"));
        cluster.await("the extras of default", () -> cluster.find("configmaps", "default", "kube-root-ca.crt"));
        return cluster;
    }

    void startLoops(SimulatedLatency pace) {
        ControllerManagerSettings settings = ControllerManagerSettings.defaults()
                .withPace(pace)
                .withClock(clock)
                .withCertificateAuthority("the authority");
        loops = ControllerManager.start(registry, settings, timers);
    }

    void stopLoops() {
        if (loops != null) {
            loops.close();
            loops = null;
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
        await("the extras of " + name, () -> find("configmaps", name, "kube-root-ca.crt"));
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
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(there, found -> found != null);
    }

    /** Waits until something is true. */
    void until(String alias, Callable<Boolean> condition) {
        Awaitility.await(alias)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    void untilGone(String resource, String name) {
        until(
                resource + " " + name + " is gone",
                () -> find(resource, "default", name) == null && find(resource, "", name) == null);
    }

    void untilRolledOut(String name, int replicas) {
        until(name + " is rolled out", () -> {
            ObjectNode deployment = get("deployments.apps", name);
            JsonNode status = deployment.path("status");
            return status.path("observedGeneration").asLong()
                            >= deployment.path("metadata").path("generation").asLong()
                    && status.path("updatedReplicas").asInt() == replicas
                    && status.path("replicas").asInt() == replicas
                    && status.path("availableReplicas").asInt() == replicas;
        });
    }

    /** Waits until nothing was written for a while that is long against every pace used here. */
    long untilSettled() {
        long[] seen = {-1, System.nanoTime()};
        until("the cluster settles", () -> {
            long revision = store.revision();
            if (revision != seen[0]) {
                seen[0] = revision;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > Duration.ofMillis(800).toNanos();
        });
        return store.revision();
    }

    @Override
    public void close() {
        stopLoops();
        registry.close();
        store.close();
        timers.close();
    }
}
