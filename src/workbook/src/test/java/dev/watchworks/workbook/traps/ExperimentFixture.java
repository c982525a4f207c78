package dev.watchworks.workbook.traps;

import static org.awaitility.Awaitility.await;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.Upstream;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.util.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import okhttp3.Call;

/** An embedded API server, a gateway in front of it, and clients of client-java. */
final class ExperimentFixture implements AutoCloseable {

    static final String NAMESPACE = "default";

    /** Much longer than any experiment takes. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final EmbeddedApiServer server =
            EmbeddedApiServer.builder().plainHttp().withoutControllers().start();
    private final Gateway gateway =
            Gateway.start(Upstream.of(server.url().toString()).withBearerToken(server.token()));
    private final ChapterTranscript transcript = new ChapterTranscript();

    void say(String line, Object... values) {
        transcript.say(line, values);
    }

    ChapterTranscript transcript() {
        return transcript;
    }

    Gateway gateway() {
        return gateway;
    }

    /** A new client through the gateway. */
    ApiClient client() {
        return new GatewayConnection(gateway.url(), gateway.token(), gateway.caCertificatePem()).client();
    }

    /** Creates a pod without the gateway. */
    V1Pod createPod(String name) throws ApiException {
        V1Pod pod = new V1Pod()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1PodSpec()
                        .overhead(null)
                        .containers(List.of(new V1Container().name("web").image("nginx"))));
        return new CoreV1Api(direct()).createNamespacedPod(NAMESPACE, pod).execute();
    }

    private ApiClient direct() {
        return new GatewayConnection(server.url().toString(), server.token(), "").client();
    }

    static Watch<V1Pod> watchPods(ApiClient client) throws ApiException {
        return watchPods(client, callForPods(client));
    }

    static Watch<V1Pod> watchPods(ApiClient client, Call call) throws ApiException {
        return Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    /** Returns the call of a watch, for a test that cancels it. */
    static Call callForPods(ApiClient client) throws ApiException {
        return new CoreV1Api(client).listNamespacedPod(NAMESPACE).watch(true).buildCall(null);
    }

    static SharedIndexInformer<V1Pod> pods(SharedInformerFactory factory, ApiClient client, Duration resync) {
        return factory.sharedIndexInformerFor(
                parameters -> new CoreV1Api(client)
                        .listNamespacedPod(NAMESPACE)
                        .resourceVersion(parameters.resourceVersion)
                        .timeoutSeconds(parameters.timeoutSeconds)
                        .watch(parameters.watch)
                        .buildCall(null),
                V1Pod.class,
                V1PodList.class,
                resync.toMillis());
    }

    static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(LONGEST).until(condition);
    }

    /** Describes the requests so far, without the numbers of versions. */
    List<String> requests() {
        return gateway.timeline().exchanges().stream()
                .map(ExperimentFixture::words)
                .toList();
    }

    private static String words(Exchange exchange) {
        return exchange.call().describe().replaceAll(" from [1-9]\\d*", " from the last version") + ": "
                + exchange.status();
    }

    /** Returns the text that a person sees of a throwable. */
    static String words(Throwable thrown) {
        String cause = thrown.getCause() == null ? "" : ", caused by " + words(thrown.getCause());
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return thrown.getClass().getSimpleName() + ": " + message.replaceAll("JSON: \\{.*}", "JSON: {…}") + cause;
    }

    @Override
    public void close() {
        gateway.close();
        server.close();
    }
}
