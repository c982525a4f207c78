package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Step 1: the client verifies the server before it sends the token. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class TrustChecks {

    private static final String EXPLAIN_TRUST =
            "a client that trusts every certificate sends its token to any server that answers";

    @TempDir
    Path folder;

    @Step(value = 1, order = 6)
    void trustsOnlyTheAuthorityOfTheServiceAccount(Lab lab, InformerLesson answer) throws Exception {
        ServiceAccountFolder account = new ServiceAccountFolder(lab, folder).write();
        Files.writeString(account.authority(), ServiceAccountFolder.otherAuthority());
        ApiClient client = answer.connect(account.environment(), folder, account.kubeconfigOfAnotherCluster());
        expectRefused(lab, client, "a certificate from another authority than the one in ca.crt", EXPLAIN_TRUST);
    }

    @Step(value = 1, order = 7)
    void trustsOnlyTheAuthorityOfTheKubeconfig(Lab lab, InformerLesson answer) throws Exception {
        Path kubeconfig = new ServiceAccountFolder(lab, folder).kubeconfigWithAnotherAuthority();
        ApiClient client = answer.connect(Map.of(), folder.resolve("no-service-account"), kubeconfig);
        expectRefused(
                lab, client, "a certificate from another authority than the one in the kubeconfig", EXPLAIN_TRUST);
    }

    @Step(value = 1, order = 8)
    void refusesACertificateForAnotherName(Lab lab, InformerLesson answer) throws Exception {
        ServiceAccountFolder account = new ServiceAccountFolder(lab, folder).write();
        ApiClient client = answer.connect(account.environment(), folder, account.kubeconfigOfAnotherCluster());
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        // The name leads to the cluster of the check, but the certificate of this cluster does not contain it.
        client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .dns(name -> List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1})))
                .build());
        client.setBasePath("https://elsewhere.invalid:"
                + URI.create(lab.connection().url()).getPort());
        expectRefused(
                lab,
                client,
                "a certificate for another name than the one in the address",
                "the authority signs the certificates of many servers; only the name shows that the server is the one that "
                        + "you asked for");
    }

    private static void expectRefused(Lab lab, ApiClient client, String certificate, String why) throws Exception {
        lab.expect("a client from `connect`").now(() -> client != null).otherwise(() -> "your code returned null");
        new ServiceAccountFolder(lab, Path.of("")).refusal(client);
        lab.expect("your client to refuse a server with " + certificate)
                .because(why)
                .now(() -> lab.wire().exchanges().isEmpty())
                .otherwise(() -> "it sent the request, with the token: " + WireDescription.of(lab.wire()));
    }
}
