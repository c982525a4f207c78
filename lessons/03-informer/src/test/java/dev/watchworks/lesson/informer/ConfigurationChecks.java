package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.io.TempDir;

/** Step 1: a client from the service account or from the kubeconfig. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ConfigurationChecks {

    private static final String OTHER_CLUSTER = """
            apiVersion: v1
            kind: Config
            clusters: [{name: elsewhere, cluster: {server: "https://elsewhere.invalid:6443"}}]
            users: [{name: nobody, user: {token: none}}]
            contexts: [{name: elsewhere, context: {cluster: elsewhere, user: nobody}}]
            current-context: elsewhere
            """;

    @TempDir
    Path folder;

    @Step(1)
    void usesTheServiceAccountInsideACluster(Lab lab, InformerLesson answer) throws Exception {
        writeServiceAccount(lab);
        // There is also a kubeconfig for another cluster. Inside a cluster, the client must not use it.
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigOfAnotherCluster());
        expectClientOf(lab, client, "made as https://HOST:PORT from the environment");
        expectAccepted(lab, client, "the token in the folder of the service account");
    }

    @Step(1)
    void readsTheTokenAgainWhenItIsRenewed(Lab lab, InformerLesson answer) throws Exception {
        writeServiceAccount(lab);
        Files.writeString(folder.resolve("token"), "of an hour ago");
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigOfAnotherCluster());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        writeServiceAccount(lab);
        String refusal = refusal(lab, client);
        lab.expect("the API server to accept a request after the token in the file was renewed")
                .because(
                        "Kubernetes renews the token while your program runs. A token that `connect` reads only once soon "
                                + "stops working; TokenFileAuthentication reads the file again and again")
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }

    @Step(1)
    void trustsOnlyTheAuthorityOfTheServiceAccount(Lab lab, InformerLesson answer) throws Exception {
        writeServiceAccount(lab);
        Files.write(folder.resolve("ca.crt"), otherAuthority());
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigOfAnotherCluster());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        lab.expect("your client to refuse a server with a certificate from another authority than the one in ca.crt")
                .because("a client that trusts every certificate sends its token to any server that answers")
                .now(() -> !refusal(lab, client).isEmpty())
                .otherwise(() -> "it sent the request, with the token");
    }

    @Step(1)
    void fallsBackToTheKubeconfigOutsideACluster(Lab lab, InformerLesson answer) throws Exception {
        ApiClient client = answer.connect(Map.of(), folder.resolve("no-service-account"), lab.kubeconfig());
        expectClientOf(lab, client, "from the kubeconfig that `connect` got, because there is no service account");
        expectAccepted(lab, client, "the token in the kubeconfig");
    }

    @Step(1)
    void fallsBackToTheKubeconfigWhenAPartIsMissing(Lab lab, InformerLesson answer) throws Exception {
        Map<String, String> environment =
                Map.of("KUBERNETES_SERVICE_HOST", "elsewhere.invalid", "KUBERNETES_SERVICE_PORT", "443");
        ApiClient withoutFolder =
                fallBack(lab, () -> answer.connect(environment, folder.resolve("no-account"), lab.kubeconfig()));
        expectClientOf(lab, withoutFolder, "from the kubeconfig, because token and ca.crt are missing");
        writeServiceAccount(lab);
        Map<String, String> withoutItsPort = Map.of("KUBERNETES_SERVICE_HOST", "elsewhere.invalid");
        ApiClient withoutPort = fallBack(lab, () -> answer.connect(withoutItsPort, folder, lab.kubeconfig()));
        expectClientOf(lab, withoutPort, "from the kubeconfig, because KUBERNETES_SERVICE_PORT is missing");
    }

    @Step(1)
    void throwsAnIoExceptionWithoutAConfiguration(Lab lab, InformerLesson answer) throws Exception {
        String outcome = outcomeOf(
                () -> answer.connect(Map.of(), folder.resolve("no-service-account"), folder.resolve("no-kubeconfig")));
        lab.expect("an IOException if there is no service account and no kubeconfig")
                .because("a client with some default address fails later, and then nobody knows why")
                .now(() -> outcome.equals("an IOException"))
                .otherwise(() -> "the result of `connect` was " + outcome);
    }

    private interface Attempt {
        ApiClient run() throws IOException;
    }

    private static ApiClient fallBack(Lab lab, Attempt attempt) throws Exception {
        AtomicReference<ApiClient> client = new AtomicReference<>();
        AtomicReference<String> failure = new AtomicReference<>("");
        try {
            client.set(attempt.run());
        } catch (IOException missing) {
            failure.set(missing.getClass().getSimpleName());
        }
        lab.expect("`connect` to use the kubeconfig if one of the four things is missing")
                .because("a client needs all four; some machines have the variables, but no service account")
                .now(() -> failure.get().isEmpty())
                .otherwise(() -> "`connect` failed with a " + failure);
        return client.get();
    }

    private static String outcomeOf(Attempt attempt) {
        try {
            ApiClient client = attempt.run();
            return client == null ? "null" : "a client for " + client.getBasePath();
        } catch (IOException expected) {
            return "an IOException";
        } catch (RuntimeException other) {
            return "a " + other.getClass().getSimpleName();
        }
    }

    private static Map<String, String> environment(Lab lab) {
        URI url = URI.create(lab.connection().url());
        return Map.of(
                "KUBERNETES_SERVICE_HOST", url.getHost(), "KUBERNETES_SERVICE_PORT", String.valueOf(url.getPort()));
    }

    private void writeServiceAccount(Lab lab) throws IOException {
        Files.writeString(folder.resolve("token"), lab.connection().token());
        Files.writeString(folder.resolve("ca.crt"), lab.connection().caCertificatePem());
    }

    private Path kubeconfigOfAnotherCluster() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), OTHER_CLUSTER);
    }

    private static byte[] otherAuthority() throws IOException {
        try (InputStream certificate = ConfigurationChecks.class.getResourceAsStream("other-authority.crt")) {
            return certificate.readAllBytes();
        }
    }

    private static void expectClientOf(Lab lab, ApiClient client, String how) throws Exception {
        lab.expect("a client for " + lab.connection().url() + ", " + how)
                .now(() -> client != null
                        && client.getBasePath().equals(lab.connection().url()))
                .otherwise(() -> client == null
                        ? "your code returned null"
                        : "the address of your client is " + client.getBasePath());
        lab.expect("a client without a read time-out")
                .because(
                        "the watch of an informer sends nothing while nothing happens, so the factory does not accept a "
                                + "client with a read time-out")
                .now(() -> client.getReadTimeout() == 0)
                .otherwise(() -> "your client gives up after " + client.getReadTimeout() + " ms without data");
    }

    private static void expectAccepted(Lab lab, ApiClient client, String token) throws Exception {
        String refusal = refusal(lab, client);
        lab.expect("the API server to accept a request of your client with " + token)
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }

    /** Sends a request, and returns why it failed, or an empty text if it succeeded. */
    private static String refusal(Lab lab, ApiClient client) {
        try {
            new CoreV1Api(client).listNamespacedPod(lab.namespace()).execute();
            return "";
        } catch (ApiException refused) {
            if (refused.getCause() instanceof SSLException) {
                return "your client did not trust the API server: the authority in ca.crt signed its certificate, and Java's "
                        + "own list of authorities does not contain this authority";
            }
            return refused.getCode() == 0
                    ? "the request failed: " + refused.getCause()
                    : "the API server returned " + refused.getCode();
        }
    }
}
