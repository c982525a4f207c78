package dev.watchworks.labkit;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.gateway.Gateway;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.ConnectedCluster;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.Watch;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Uses once, beside the first check, what every check uses: a JVM loads its classes when they are first needed, and a
 * second processor has nothing to do by then. It takes a second off a run, changes nothing on the cluster, and decides
 * nothing: whoever needs what does not work will say so.
 */
final class WarmUp {

    /** What is loaded stays loaded, however many runs there are in this JVM. */
    private static final AtomicBoolean MODELS = new AtomicBoolean();

    private static final AtomicBoolean REQUESTS = new AtomicBoolean();

    private static final String NAMESPACE = "default";
    private static final List<Class<?>> READ = List.of(V1Pod.class, V1Deployment.class, V1Service.class);

    private WarmUp() {}

    /** Begins in the background, once in a JVM; only where the cluster is this JVM's own. */
    static void begin(SharedCluster shared) {
        begin();
        if (Clusters.selected().equals(Clusters.EMBEDDED) && REQUESTS.compareAndSet(false, true)) {
            DaemonThread.attempt("lab-warm-up-of-requests", () -> watchOnce(shared.get()));
        }
    }

    /** Begins with what needs no cluster. */
    static void begin() {
        if (MODELS.compareAndSet(false, true)) {
            DaemonThread.attempt("lab-warm-up-of-models", WarmUp::readModels);
        }
    }

    private static void readModels() {
        for (Class<?> type : READ) {
            JSON.deserialize("{\"metadata\": {\"name\": \"web\"}, \"spec\": {}, \"status\": {}}", type);
        }
    }

    private static void watchOnce(ConnectedCluster cluster) throws Exception {
        try (Gateway gateway = Gateway.start(cluster.cluster().upstream())) {
            ApiClient client =
                    new GatewayConnection(gateway.url(), gateway.token(), gateway.caCertificatePem()).client();
            CoreV1Api api = new CoreV1Api(client);
            api.listNamespacedPod(NAMESPACE).limit(1).execute();
            Watch.createWatch(
                            client,
                            api.listNamespacedPod(NAMESPACE)
                                    .watch(true)
                                    .timeoutSeconds(1)
                                    .buildCall(null),
                            new TypeToken<Watch.Response<V1Pod>>() {}.getType())
                    .close();
        }
    }
}
