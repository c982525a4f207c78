package dev.watchworks.labkit.cluster;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * How to reach the gateway in front of a cluster.
 *
 * @param url the address, without a slash at its end
 * @param token the bearer token
 * @param caCertificatePem whom to trust; empty with plain HTTP
 */
public record Connection(String url, String token, String caCertificatePem) {

    /** A new client with a connection pool of its own; its reads wait without limit, as watches must. */
    public ApiClient client() {
        try {
            ClientBuilder builder =
                    new ClientBuilder().setBasePath(url).setAuthentication(new AccessTokenAuthentication(token));
            if (!caCertificatePem.isEmpty()) {
                builder.setVerifyingSsl(true)
                        .setCertificateAuthority(caCertificatePem.getBytes(StandardCharsets.US_ASCII));
            }
            return builder.build();
        } catch (RuntimeException unusable) {
            throw new EnvironmentTrouble(
                    "no client can be made for " + url, "run it again; if that does not help, report it", unusable);
        }
    }

    /** Writes a kubeconfig that leads here, with this namespace in its context. */
    public Path writeKubeconfig(Path file, String namespace) {
        String authority = Base64.getEncoder().encodeToString(caCertificatePem.getBytes(StandardCharsets.US_ASCII));
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: lab
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: lab
                  user:
                    token: %s
                contexts:
                - name: lab
                  context:
                    cluster: lab
                    user: lab
                    namespace: %s
                current-context: lab
                """.formatted(url, authority, token, namespace);
        try {
            return Files.writeString(file, text);
        } catch (IOException full) {
            throw new EnvironmentTrouble("the kubeconfig " + file + " cannot be written", "make room there", full);
        }
    }
}
