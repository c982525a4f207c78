import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** How long client-java's informer takes to have all pods in its cache. */
final class InformerSync {
    private InformerSync() {}

    static double millis(MeasuredServer server, int pods) throws Exception {
        ApiClient client = new ClientBuilder()
                .setBasePath(server.url())
                .setAuthentication(new AccessTokenAuthentication(server.token()))
                .setCertificateAuthority(server.authorityPem().getBytes(StandardCharsets.US_ASCII))
                .build();
        CoreV1Api api = new CoreV1Api(client);
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Pod> informer = factory.sharedIndexInformerFor(
                (CallGeneratorParams call) -> api.listNamespacedPod("default")
                        .watch(call.watch)
                        .resourceVersion(call.resourceVersion)
                        .timeoutSeconds(call.timeoutSeconds)
                        .buildCall(null),
                V1Pod.class,
                V1PodList.class);
        long begun = System.nanoTime();
        factory.startAllRegisteredInformers();
        while (informer.getIndexer().list().size() < pods) {
            LockSupport.parkNanos(1_000_000);
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        factory.stopAllRegisteredInformers(false);
        return millis;
    }
}
