package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.kubectl.KubectlRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** kubectl prints the same with the embedded server as with a real one, ages and hashes aside. */
class KubectlTest {
    @TempDir
    Path home;

    @BeforeAll
    static void needsKubectl() {
        if (!KubectlRun.isPossible()) {
            System.out.println("NOT RUN: conformance with kubectl, because there is none on the PATH");
            abort("no kubectl on the PATH");
        }
    }

    @Test
    void kubectlPrintsWhatItPrintedWithARealServer() throws IOException {
        assertThat(withTheEmbeddedServer()).isEqualTo(KubectlRun.recorded());
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.kubectl", matches = ".+", disabledReason = "no cluster was named")
    void kubectlPrintsTheSameWithBothNow() throws IOException {
        String real = withTheNamedCluster("conformance.kubectl");
        assertThat(withTheEmbeddedServer()).isEqualTo(real);
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.kubectl.record", matches = ".+", disabledReason = "records")
    void whatKubectlPrintsWithARealServerIsWrittenDown() throws IOException {
        Files.writeString(
                Path.of("src/main/resources/dev/watchworks/conformance/kubectl-recorded.txt"),
                withTheNamedCluster("conformance.kubectl.record"));
    }

    private String withTheNamedCluster(String property) {
        Path kubeconfig = Path.of(System.getProperty(property));
        String namespace = "kubectl-" + Long.toString(System.nanoTime(), 36);
        return new KubectlRun(kubeconfig, home.resolve("real"), namespace).all();
    }

    private String withTheEmbeddedServer() throws IOException {
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            Path kubeconfig = server.writeKubeconfig(home.resolve("kubeconfig"));
            return new KubectlRun(kubeconfig, home.resolve("embedded"), "kubectl-test").all();
        }
    }
}
