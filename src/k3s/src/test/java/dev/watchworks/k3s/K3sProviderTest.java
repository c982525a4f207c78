package dev.watchworks.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchworks.labkit.fixture.cluster.LabCluster;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that another one started share its container. */
class K3sProviderTest {

    private static final String KUBECONFIG = """
            apiVersion: v1
            kind: Config
            current-context: default
            clusters:
            - name: default
              cluster:
                server: https://127.0.0.1:32768
                certificate-authority-data: YXV0aG9yaXR5
            users:
            - name: default
              user:
                token: let-me-in
            contexts:
            - name: default
              context:
                cluster: default
                user: default
            """;

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    @AfterEach
    void forget() {
        System.clearProperty(K3sProvider.KUBECONFIG_PROPERTY);
    }

    private LabCluster start(Path kubeconfig) {
        System.setProperty(K3sProvider.KUBECONFIG_PROPERTY, kubeconfig.toString());
        return new K3sProvider().start(progress::add);
    }

    @Test
    void usesTheContainerOfAnotherJvm() throws Exception {
        LabCluster cluster = start(Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG));
        assertThat(cluster.name()).isEqualTo("k3s");
        assertThat(cluster.disposable()).isFalse();
        assertThat(cluster.upstream().url()).hasToString("https://127.0.0.1:32768");
        assertThat(cluster.upstream().caCertificatePem()).isEqualTo("authority");
        assertThat(cluster.upstream().bearerToken()).isEqualTo("let-me-in");
        assertThat(cluster.kubeconfig())
                .as("only the JVM that started the container passes it on")
                .isEmpty();
        assertThat(progress).isEmpty();
    }

    @Test
    void reportsAMissingKubeconfigOfAnotherJvm() {
        Path gone = folder.resolve("gone");
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> start(gone))
                .withMessage("the kubeconfig " + gone + " cannot be used: it cannot be read");
    }
}
