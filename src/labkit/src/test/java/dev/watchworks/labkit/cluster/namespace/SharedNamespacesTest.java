package dev.watchworks.labkit.cluster.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.EmbeddedApiServer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SharedNamespacesTest {

    private static EmbeddedApiServer server;
    private static CoreV1Api api;
    private static ApiClient client;

    @BeforeAll
    static void startServer() {
        server = EmbeddedApiServer.builder().plainHttp().start();
        client = new ClientBuilder()
                .setBasePath(server.url().toString())
                .setAuthentication(new AccessTokenAuthentication(server.token()))
                .build();
        api = new CoreV1Api(client);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static Namespaces run() {
        return Namespaces.onSharedCluster(client, new ServerClock(), "shared", Optional.empty());
    }

    private static void create(String name, Map<String, String> labels, Map<String, String> annotations)
            throws ApiException {
        V1ObjectMeta metadata = new V1ObjectMeta().name(name).labels(labels).annotations(annotations);
        api.createNamespace(new V1Namespace().metadata(metadata)).execute();
    }

    private static boolean isThere(String name) throws ApiException {
        return api.listNamespace().execute().getItems().stream()
                .anyMatch(namespace -> name.equals(namespace.getMetadata().getName()));
    }

    private static void awaitGone(String name) {
        Awaitility.await("the end of " + name).atMost(Duration.ofSeconds(10)).until(() -> !isThere(name));
    }

    @Test
    void marksWhatItMakesAndDeletesItAfterTheCheck() throws ApiException {
        try (Namespaces run = run()) {
            LabNamespace namespace = run.next("03-informer");
            namespace.open();
            V1ObjectMeta metadata =
                    api.readNamespace(namespace.name()).execute().getMetadata();
            assertThat(metadata.getName()).startsWith("lab-");
            assertThat(metadata.getLabels()).containsEntry("watchworks.dev/lab", "03-informer");
            assertThat(metadata.getAnnotations()).containsKeys("watchworks.dev/run", "watchworks.dev/heartbeat");
            namespace.close();
            awaitGone(namespace.name());
        }
    }

    @Test
    void deletesAtTheEndOfTheRunWhatACheckLeftOpen() {
        Namespaces run = run();
        LabNamespace namespace = run.next("03-informer");
        namespace.open();
        run.close();
        awaitGone(namespace.name());
    }

    @Test
    void deletesWhatARunLeftBehindThatHasBeenSilent() throws ApiException {
        create("lab-silent", Map.of(Marks.LABEL, "x"), marks(Instant.now().minusSeconds(90)));
        run().close();
        awaitGone("lab-silent");
    }

    @Test
    void leavesARunAloneThatShowedLifeAMomentAgo() throws ApiException {
        create("lab-alive", Map.of(Marks.LABEL, "x"), marks(Instant.now().minusSeconds(30)));
        run().close();
        assertThat(api.readNamespace("lab-alive").execute().getMetadata().getDeletionTimestamp())
                .isNull();
    }

    @Test
    void leavesAnotherRunOfThisMachineAlone() throws ApiException {
        try (Namespaces other = run()) {
            LabNamespace namespace = other.next("x");
            namespace.open();
            run().close();
            assertThat(api.readNamespace(namespace.name())
                            .execute()
                            .getMetadata()
                            .getDeletionTimestamp())
                    .isNull();
        }
    }

    @Test
    void touchesNothingThatLacksPrefixLabelOrMark() throws ApiException {
        Map<String, String> longAgo = marks(Instant.now().minus(Duration.ofDays(1)));
        create("shop", Map.of(Marks.LABEL, "x"), longAgo);
        create("lab-of-chemistry", Map.of("team", "x"), longAgo);
        create("lab-given", Map.of(Marks.LABEL, "x"), Map.of());
        run().close();
        for (String name : new String[] {"shop", "lab-of-chemistry", "lab-given"}) {
            assertThat(api.readNamespace(name).execute().getMetadata().getDeletionTimestamp())
                    .as(name)
                    .isNull();
        }
    }

    private static Map<String, String> marks(Instant heartbeat) {
        return Marks.annotations(UUID.randomUUID().toString(), heartbeat);
    }
}
