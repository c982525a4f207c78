package dev.watchworks.labkit.cluster.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoordinationV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GivenNamespacesTest {

    private EmbeddedApiServer server;
    private ApiClient client;

    @BeforeEach
    void startServer() throws ApiException {
        server = EmbeddedApiServer.builder().plainHttp().start();
        client = new ClientBuilder()
                .setBasePath(server.url().toString())
                .setAuthentication(new AccessTokenAuthentication(server.token()))
                .build();
        create("lab-ann", Map.of(Marks.LABEL, "class"));
        create("shop", Map.of());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private void create(String name, Map<String, String> labels) throws ApiException {
        new CoreV1Api(client)
                .createNamespace(
                        new V1Namespace().metadata(new V1ObjectMeta().name(name).labels(labels)))
                .execute();
    }

    private GivenNamespaces namespaces(String name) {
        return new GivenNamespaces(client, new ServerClock(), name);
    }

    @Test
    void emptiesTheNamespaceBeforeEachCheck() throws ApiException {
        CoreV1Api core = new CoreV1Api(client);
        V1ServiceSpec spec = new V1ServiceSpec().ports(List.of(new V1ServicePort().port(80)));
        core.createNamespacedService(
                        "lab-ann",
                        new V1Service().metadata(new V1ObjectMeta().name("web")).spec(spec))
                .execute();
        try (GivenNamespaces run = namespaces("lab-ann")) {
            run.begin();
            LabNamespace namespace = run.next("03-informer");
            namespace.open();
            assertThat(namespace.name()).isEqualTo("lab-ann");
            assertThat(run.onlyOne()).contains("lab-ann");
            assertThat(core.listNamespacedService("lab-ann").execute().getItems())
                    .isEmpty();
        }
    }

    @Test
    void keepsASecondRunOutUntilTheFirstIsOver() throws ApiException {
        try (GivenNamespaces first = namespaces("lab-ann")) {
            first.begin();
            assertThatExceptionOfType(EnvironmentTrouble.class)
                    .isThrownBy(() -> namespaces("lab-ann").begin())
                    .withMessage("another run of a lab works in the namespace lab-ann")
                    .returns(
                            "wait until it is over; one that was killed is given up after 60 seconds",
                            EnvironmentTrouble::remedy);
        }
        assertThat(new CoordinationV1Api(client)
                        .listNamespacedLease("lab-ann")
                        .execute()
                        .getItems())
                .isEmpty();
        try (GivenNamespaces second = namespaces("lab-ann")) {
            second.begin();
        }
    }

    @Test
    void refusesANamespaceThatIsNotMeantForLabs() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> namespaces("shop").begin())
                .withMessage(
                        "these credentials do not allow to create namespaces, and the namespace shop is not meant for "
                                + "labs: that takes a name that begins with lab- and the label watchworks.dev/lab, because a "
                                + "lab empties it");
    }

    @Test
    void asksForANamespaceWhereNoneIsNamed() {
        assertThatExceptionOfType(EnvironmentTrouble.class)
                .isThrownBy(() -> namespaces("").begin())
                .withMessage(
                        "these credentials do not allow to create namespaces, and the kubeconfig's context names none");
    }
}
