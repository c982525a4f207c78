package dev.watchworks.workbook.traps;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Configuration;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Config;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ModelTrapsTest {

    private final ChapterTranscript said = new ChapterTranscript();

    @Test
    void aNewPodSpecIsRefused() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            V1PodSpec spec = new V1PodSpec()
                    .containers(List.of(new V1Container().name("web").image("nginx")));
            V1Pod pod = new V1Pod().metadata(new V1ObjectMeta().name("web-1")).spec(spec);
            experiment.say("what is sent: %s", JSON.serialize(spec));
            CoreV1Api api = new CoreV1Api(experiment.client());
            ApiException refused = catchThrowableOfType(
                    ApiException.class,
                    () -> api.createNamespacedPod(ExperimentFixture.NAMESPACE, pod)
                            .execute());
            V1Status status = JSON.deserialize(refused.getResponseBody(), V1Status.class);
            experiment.say("the answer: %d %s", refused.getCode(), status.getMessage());
            spec.overhead(null);
            api.createNamespacedPod(ExperimentFixture.NAMESPACE, pod).execute();
            experiment.say("with overhead(null): created");
            experiment.transcript().assertInChapter("overhead");
        }
    }

    @Test
    void thePodsOfAListDoNotSayWhatTheyAre() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            experiment.createPod("web-1");
            CoreV1Api api = new CoreV1Api(experiment.client());
            V1Pod got =
                    api.readNamespacedPod("web-1", ExperimentFixture.NAMESPACE).execute();
            V1Pod listed = api.listNamespacedPod(ExperimentFixture.NAMESPACE)
                    .execute()
                    .getItems()
                    .get(0);
            experiment.say("read by its name: kind %s, apiVersion %s", got.getKind(), got.getApiVersion());
            experiment.say("in a list: kind %s, apiVersion %s", listed.getKind(), listed.getApiVersion());
            experiment.transcript().assertInChapter("kind-in-a-list");
        }
    }

    @Test
    void aTimeIsWrittenWithoutItsOffset() throws Exception {
        OffsetDateTime noonInBerlin = OffsetDateTime.parse("2026-07-01T12:00:00+02:00");
        said.say("the time:   %s", noonInBerlin);
        said.say("is written: %s", JSON.serialize(noonInBerlin).replace("\"", ""));
        said.assertInChapter("offset");
    }

    @Test
    void anApiKeepsTheDefaultClientThatItWasMadeWith() throws Exception {
        ApiClient before = Configuration.getDefaultApiClient();
        try {
            Configuration.setDefaultApiClient(new ApiClient().setBasePath("https://first"));
            CoreV1Api api = new CoreV1Api();
            Configuration.setDefaultApiClient(new ApiClient().setBasePath("https://second"));
            said.say(
                    "the api made before the change goes to %s",
                    api.getApiClient().getBasePath());
            said.say(
                    "the api made after the change goes to %s",
                    new CoreV1Api().getApiClient().getBasePath());
        } finally {
            Configuration.setDefaultApiClient(before);
        }
        said.assertInChapter("default-client");
    }

    @Test
    void outsideOfAClusterItIsNoIoException() throws Exception {
        Assumptions.assumeTrue(System.getenv("KUBERNETES_SERVICE_HOST") == null, "runs inside of a cluster");
        said.say("Config.fromCluster(): %s", ExperimentFixture.words(catchThrowable(Config::fromCluster)));
        said.assertInChapter("from-cluster");
    }
}
