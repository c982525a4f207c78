package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;

/** A folder like that of a service account in a container. Its kubeconfig is for a cluster that does not exist. */
record ServiceAccountFolder(Lab lab, Path folder) {

    private static final String OTHER_CLUSTER = """
            apiVersion: v1
            kind: Config
            clusters: [{name: elsewhere, cluster: {server: "https://elsewhere.invalid:6443"}}]
            users: [{name: nobody, user: {token: none}}]
            contexts: [{name: elsewhere, context: {cluster: elsewhere, user: nobody}}]
            current-context: elsewhere
            """;

    Path token() {
        return folder.resolve("token");
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** Writes the token and the certificate authority of the check's cluster. */
    ServiceAccountFolder write() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(token(), lab.connection().token());
        Files.writeString(authority(), lab.connection().caCertificatePem());
        return this;
    }

    /** Returns the variables that lead to the check's cluster. */
    Map<String, String> environment() {
        URI url = URI.create(lab.connection().url());
        return Map.of(
                "KUBERNETES_SERVICE_HOST", url.getHost(), "KUBERNETES_SERVICE_PORT", String.valueOf(url.getPort()));
    }

    Path kubeconfigOfAnotherCluster() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), OTHER_CLUSTER);
    }

    /** Writes a kubeconfig that leads to the check's cluster, but names another authority. */
    Path kubeconfigWithAnotherAuthority() throws IOException {
        GatewayConnection other =
                new GatewayConnection(lab.connection().url(), lab.connection().token(), otherAuthority());
        return other.writeKubeconfig(folder.resolve("kubeconfig"), lab.namespace());
    }

    /** Returns the certificate of an authority that did not sign the certificate of the check's cluster. */
    static String otherAuthority() throws IOException {
        try (InputStream certificate = ServiceAccountFolder.class.getResourceAsStream("other-authority.crt")) {
            return new String(certificate.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Sends a request, and returns why it failed, or an empty text if it succeeded. */
    String refusal(ApiClient client) {
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
