package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes a kubeconfig with two clusters. The first one is not the current one. */
final class TwoContexts {

    private TwoContexts() {}

    static Path write(Lab lab) throws IOException {
        String authority = Base64.getEncoder()
                .encodeToString(lab.connection().caCertificatePem().getBytes(StandardCharsets.US_ASCII));
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: a-production
                  cluster:
                    server: https://127.0.0.1:9
                    certificate-authority-data: %1$s
                - name: b-lab
                  cluster:
                    server: %2$s
                    certificate-authority-data: %1$s
                users:
                - name: a-somebody
                  user:
                    token: not-valid-in-the-lab
                - name: b-learner
                  user:
                    token: %3$s
                contexts:
                - name: a-production
                  context:
                    cluster: a-production
                    user: a-somebody
                - name: b-lab
                  context:
                    cluster: b-lab
                    user: b-learner
                    namespace: %4$s
                current-context: b-lab
                """.formatted(
                        authority, lab.connection().url(), lab.connection().token(), lab.namespace());
        return Files.writeString(lab.kubeconfig().resolveSibling("two-contexts"), text);
    }
}
