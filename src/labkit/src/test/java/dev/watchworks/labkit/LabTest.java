package dev.watchworks.labkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.watchworks.labkit.engine.CheckSandbox;
import dev.watchworks.labkit.fixture.CheckFixture;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.ConnectedCluster;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabTest {

    private static ConnectedCluster cluster;

    private CheckFixture fixture;
    private Lab lab;

    @BeforeAll
    static void startCluster() {
        cluster = ConnectedCluster.of(Clusters.start("embedded"));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void setUp() {
        fixture = CheckFixture.open(cluster, false, "03-informer");
        lab = new Lab(new CheckSandbox(1), Optional.of(fixture), "SampleAnswer");
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void givesEachCheckANamespaceOfItsOwnWithTheLessonAsLabel() throws ApiException {
        CheckFixture other = CheckFixture.open(cluster, false, "03-informer");
        try {
            assertThat(other.namespace()).isNotEqualTo(fixture.namespace());
        } finally {
            other.close();
        }
        assertThat(new CoreV1Api(lab.directClient())
                        .readNamespace(lab.namespace())
                        .execute()
                        .getMetadata()
                        .getLabels())
                .containsEntry("watchworks.dev/lab", "03-informer");
    }

    @Test
    void showsOnlyRequestsOfTheLearnersClientOnTheWire() throws ApiException {
        new CoreV1Api(lab.directClient()).listNamespacedPod(lab.namespace()).execute();
        lab.cluster().createPod("unseen");
        assertThat(lab.wire().exchanges()).isEmpty();
        new CoreV1Api(lab.client()).listNamespacedPod(lab.namespace()).execute();
        assertThat(WireDescription.of(lab.wire()))
                .isEqualTo("the wire saw: list pods in " + lab.namespace() + " (200)");
    }

    @Test
    void writesAKubeconfigThatLeadsThroughTheGateway() throws IOException, ApiException {
        ApiClient client;
        try (Reader reader = Files.newBufferedReader(lab.kubeconfig())) {
            client = ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(reader)).build();
        }
        new AppsV1Api(client).listNamespacedDeployment(lab.namespace()).execute();
        assertThat(lab.wire().lists("deployments")).hasSize(1);
    }

    @Test
    void createsChangesAndDeletesObjects() throws ApiException {
        lab.cluster().createPod("web");
        lab.cluster().labelPod("web", "tier", "front");
        lab.cluster().createService("web");
        lab.cluster().labelService("web", "tier", "front");
        lab.cluster().createDeployment("web", 1);
        lab.cluster().labelDeployment("web", "tier", "front");
        V1Deployment scaled = lab.cluster().scaleDeployment("web", 3);
        assertThat(scaled.getSpec().getReplicas()).isEqualTo(3);
        lab.cluster().deleteService("web");
        lab.cluster().deletePod("web");
        lab.cluster().deleteDeployment("web");
        assertThat(new CoreV1Api(lab.directClient())
                        .listNamespacedService(lab.namespace())
                        .execute()
                        .getItems())
                .isEmpty();
    }

    @Test
    void reportsARefusedRequestOfTheCheckAsEnvironment() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> lab.cluster().deleteDeployment("none"))
                .withMessage(
                        "the lab could not delete the deployment none: HTTP 404, deployments.apps \"none\" not found");
    }

    @Test
    void distinguishesAPauseFromAWaitForAResponse() {
        BackgroundTask pausing = lab.start("pausing", () -> new CountDownLatch(1).await());
        BackgroundTask watching = lab.start(
                "watching",
                () -> new CoreV1Api(lab.client())
                        .listNamespacedPod(lab.namespace())
                        .watch(true)
                        .buildCall(null)
                        .execute()
                        .body()
                        .string());
        await("a watch that is open").until(() -> lab.wire().counters().openStreams() == 1);
        await("a run in its pause").until(pausing::isWaiting);
        await("some time of a run that waits for an answer, and never counts as waiting")
                .during(Duration.ofMillis(200))
                .until(() -> !watching.isWaiting());
        pausing.stop();
        watching.stop();
    }

    @Test
    void doesNotCompactASharedCluster() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lab.compact())
                .withMessage("a check that compacts must be marked @OwnCluster");
    }
}
