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

/** Step 1: from configuration to client. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ConfigurationChecks {

    private static final String ELSEWHERE = """
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
        // a kubeconfig is there, too, and leads elsewhere: inside a cluster it does not count
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigForElsewhere());
        expectClientOf(lab, client, "where the environment says the API server is");
        expectAnAnswer(lab, client, "the token in the service account's folder");
    }

    @Step(1)
    void readsTheTokenWhenItNeedsIt(Lab lab, InformerLesson answer) throws Exception {
        writeServiceAccount(lab);
        Files.writeString(folder.resolve("token"), "of an hour ago");
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigForElsewhere());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        writeServiceAccount(lab);
        String refusal = refusal(lab, client);
        lab.expect("an answer to a request that is made after the token was renewed in its file")
                .because("the token of a service account is renewed while a program runs. What `connect` read once is "
                        + "worth nothing soon; TokenFileAuthentication reads the file again and again")
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }

    @Step(1)
    void trustsTheAuthorityOfTheServiceAccountAlone(Lab lab, InformerLesson answer) throws Exception {
        writeServiceAccount(lab);
        Files.write(folder.resolve("ca.crt"), otherAuthority());
        ApiClient client = answer.connect(environment(lab), folder, kubeconfigForElsewhere());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        lab.expect("your client to refuse a server whose certificate comes from another authority than ca.crt says")
                .because("a client that trusts everybody hands its token to everybody")
                .now(() -> !refusal(lab, client).isEmpty())
                .otherwise(() -> "it sent the request, with the token");
    }

    @Step(1)
    void fallsBackToTheKubeconfigOutsideACluster(Lab lab, InformerLesson answer) throws Exception {
        ApiClient client = answer.connect(Map.of(), folder.resolve("no-service-account"), lab.kubeconfig());
        expectClientOf(lab, client, "as the kubeconfig says, where there is neither environment nor service account");
        expectAnAnswer(lab, client, "the token of the kubeconfig");
    }

    @Step(1)
    void fallsBackToTheKubeconfigWhereHalfIsMissing(Lab lab, InformerLesson answer) throws Exception {
        Map<String, String> environment =
                Map.of("KUBERNETES_SERVICE_HOST", "elsewhere.invalid", "KUBERNETES_SERVICE_PORT", "443");
        ApiClient withoutFolder =
                fallBack(lab, () -> answer.connect(environment, folder.resolve("no-account"), lab.kubeconfig()));
        expectClientOf(lab, withoutFolder, "as the kubeconfig says, for there is no token and no ca.crt");
        writeServiceAccount(lab);
        Map<String, String> withoutItsPort = Map.of("KUBERNETES_SERVICE_HOST", "elsewhere.invalid");
        ApiClient withoutPort = fallBack(lab, () -> answer.connect(withoutItsPort, folder, lab.kubeconfig()));
        expectClientOf(lab, withoutPort, "as the kubeconfig says, for KUBERNETES_SERVICE_PORT is missing");
    }

    @Step(1)
    void saysThatThereIsNoConfiguration(Lab lab, InformerLesson answer) throws Exception {
        String outcome = outcomeOf(
                () -> answer.connect(Map.of(), folder.resolve("no-service-account"), folder.resolve("no-kubeconfig")));
        lab.expect("an IOException where there is neither a service account nor a kubeconfig")
                .because("a client that goes to some default address fails later, and nobody knows why")
                .now(() -> outcome.equals("an IOException"))
                .otherwise(() -> "`connect` gave " + outcome);
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
        lab.expect("the kubeconfig to be used where a part of the service account is missing")
                .because("half of it is of no use; some machines have the variables, but no service account")
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

    private Path kubeconfigForElsewhere() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), ELSEWHERE);
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
                .otherwise(() -> client == null ? "your code returned null" : "yours goes to " + client.getBasePath());
        lab.expect("a client without a read time-out")
                .because("an informer's watch is silent while nothing happens; the factory refuses such a client")
                .now(() -> client.getReadTimeout() == 0)
                .otherwise(() -> "yours gives up after " + client.getReadTimeout() + " ms of silence");
    }

    private static void expectAnAnswer(Lab lab, ApiClient client, String token) throws Exception {
        String refusal = refusal(lab, client);
        lab.expect("an answer to a request of your client, made with " + token)
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }

    /** Why a request of the client is not answered; empty if it is. */
    private static String refusal(Lab lab, ApiClient client) {
        try {
            new CoreV1Api(client).listNamespacedPod(lab.namespace()).execute();
            return "";
        } catch (ApiException refused) {
            if (refused.getCause() instanceof SSLException) {
                return "your client did not trust the API server, whose certificate ca.crt has signed: Java's own list of "
                        + "authorities does not know it";
            }
            return refused.getCode() == 0
                    ? "the request failed: " + refused.getCause()
                    : "the API server refused it with " + refused.getCode();
        }
    }
}
