package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;

/** Step 1: a client from the service account or from the kubeconfig. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ConfigurationChecks {

    private static final String HOST = "KUBERNETES_SERVICE_HOST";
    private static final String PORT = "KUBERNETES_SERVICE_PORT";
    private static final Map<String, String> ELSEWHERE = Map.of(HOST, "elsewhere.invalid", PORT, "443");

    @TempDir
    Path folder;

    @Step(value = 1, order = 1)
    void usesTheServiceAccountInsideACluster(Lab lab, InformerLesson answer) throws Exception {
        ServiceAccountFolder account = new ServiceAccountFolder(lab, folder).write();
        // There is also a kubeconfig for another cluster. Inside a cluster, the client must not use it.
        ApiClient client = answer.connect(account.environment(), folder, account.kubeconfigOfAnotherCluster());
        expectClientOf(lab, client, "made as https://HOST:PORT from the environment");
        expectAccepted(lab, account.refusal(client), "the token in the folder of the service account");
    }

    @Step(value = 1, order = 2)
    void fallsBackToTheKubeconfigOutsideACluster(Lab lab, InformerLesson answer) throws Exception {
        ApiClient client = answer.connect(Map.of(), folder.resolve("no-service-account"), lab.kubeconfig());
        expectClientOf(lab, client, "from the kubeconfig that `connect` got, because there is no service account");
        expectAccepted(lab, new ServiceAccountFolder(lab, folder).refusal(client), "the token in the kubeconfig");
    }

    @Step(value = 1, order = 3)
    void fallsBackToTheKubeconfigWhenAPartIsMissing(Lab lab, InformerLesson answer) throws Exception {
        Path none = folder.resolve("no-account");
        expectFallback(lab, "token and ca.crt are missing", () -> answer.connect(ELSEWHERE, none, lab.kubeconfig()));
        ServiceAccountFolder whole = new ServiceAccountFolder(lab, folder.resolve("whole")).write();
        for (String missing : new String[] {PORT, HOST}) {
            Map<String, String> other =
                    Map.of(missing.equals(PORT) ? HOST : PORT, ELSEWHERE.get(missing.equals(PORT) ? HOST : PORT));
            expectFallback(lab, missing + " is missing", () -> answer.connect(other, whole.folder(), lab.kubeconfig()));
        }
        ServiceAccountFolder withoutToken = new ServiceAccountFolder(lab, folder.resolve("without-token")).write();
        Files.delete(withoutToken.token());
        expectFallback(
                lab, "token is missing", () -> answer.connect(ELSEWHERE, withoutToken.folder(), lab.kubeconfig()));
        ServiceAccountFolder withoutAuthority =
                new ServiceAccountFolder(lab, folder.resolve("without-authority")).write();
        Files.delete(withoutAuthority.authority());
        expectFallback(
                lab, "ca.crt is missing", () -> answer.connect(ELSEWHERE, withoutAuthority.folder(), lab.kubeconfig()));
    }

    @Step(value = 1, order = 4)
    void throwsAnIoExceptionWithoutAConfiguration(Lab lab, InformerLesson answer) throws Exception {
        String outcome = outcomeOf(
                () -> answer.connect(Map.of(), folder.resolve("no-service-account"), folder.resolve("no-kubeconfig")));
        lab.expect("an IOException if there is no service account and no kubeconfig")
                .because(
                        outcome.startsWith("a client")
                                ? "a client with some default address fails later, and then nobody knows why"
                                : "a caller that catches the IOException of the interface gets no other exception")
                .now(() -> outcome.equals("an IOException"))
                .otherwise(() -> "the result of `connect` was " + outcome);
    }

    @Step(value = 1, order = 5)
    void readsTheTokenAgainWhenItIsRenewed(Lab lab, InformerLesson answer) throws Exception {
        ServiceAccountFolder account = new ServiceAccountFolder(lab, folder).write();
        Files.writeString(account.token(), "of an hour ago");
        ApiClient client = answer.connect(account.environment(), folder, account.kubeconfigOfAnotherCluster());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        account.write();
        String refusal = account.refusal(client);
        lab.expect("the API server to accept a request after the token in the file was renewed")
                .because(
                        "Kubernetes renews the token while your program runs. A token that `connect` reads only once soon "
                                + "stops working; TokenFileAuthentication reads the file again and again")
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }

    private interface Attempt {
        ApiClient run() throws IOException;
    }

    private static void expectFallback(Lab lab, String why, Attempt attempt) throws Exception {
        AtomicReference<ApiClient> client = new AtomicReference<>();
        AtomicReference<String> failure = new AtomicReference<>("");
        try {
            client.set(attempt.run());
        } catch (IOException | RuntimeException failed) {
            failure.set(failed.getClass().getSimpleName());
        }
        lab.expect("`connect` to use the kubeconfig if one of the four things is missing")
                .because("a client needs all four; some machines have the variables, but no service account")
                .now(() -> failure.get().isEmpty())
                .otherwise(() -> "`connect` failed with a " + failure + ", where " + why);
        expectClientOf(lab, client.get(), "from the kubeconfig, because " + why);
    }

    private static String outcomeOf(Attempt attempt) {
        try {
            ApiClient client = attempt.run();
            return client == null ? "null" : "a client for " + client.getBasePath();
        } catch (IOException expected) {
            return "an IOException";
        } catch (RuntimeException other) {
            return "the exception " + other.getClass().getSimpleName();
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

    private static void expectAccepted(Lab lab, String refusal, String token) throws Exception {
        lab.expect("the API server to accept a request of your client with " + token)
                .now(() -> refusal.isEmpty())
                .otherwise(() -> refusal);
    }
}
