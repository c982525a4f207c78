package dev.watchworks.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    @Test
    void carriesTheCertificateAndTheToken() {
        assertThat(new Kubeconfig("https://127.0.0.1:4", "PEM", "se\"cret").text())
                .isEqualTo("""
                        apiVersion: v1
                        kind: Config
                        clusters:
                        - name: watchworks
                          cluster:
                            server: "https://127.0.0.1:4"
                            certificate-authority-data: UEVN
                        users:
                        - name: watchworks
                          user:
                            token: "se\\"cret"
                        contexts:
                        - name: watchworks
                          context: {cluster: watchworks, user: watchworks, namespace: default}
                        current-context: watchworks
                        """);
    }

    @Test
    void leavesOutWhatThereIsNot() {
        assertThat(new Kubeconfig("http://127.0.0.1:4", "", "").text())
                .contains("server: \"http://127.0.0.1:4\"\nusers:")
                .contains("user: {}\n");
    }

    @Test
    void isWrittenForItsOwnerAlone(@TempDir Path folder) throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "a POSIX file system");
        Path file = folder.resolve("deep").resolve("kubeconfig");
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(file, "an older one, open to everybody");

        new Kubeconfig("http://127.0.0.1:4", "", "").write(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).content().startsWith("apiVersion: v1");
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }
}
