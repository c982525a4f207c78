package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.conformance.fidelity.KnownDifferences;
import dev.watchworks.conformance.kubectl.KubectlRun;
import dev.watchworks.conformance.kubectl.KubectlTranscript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** kubectl prints the same with the embedded server as with a real one, except for ages and hashes. */
class KubectlTest {
    private final KnownDifferences known = KnownDifferences.read();

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
    void kubectlPrintsWhatIsRecorded() throws IOException {
        compare(KubectlRun.recorded(), withTheEmbeddedServer());
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.kubectl", matches = ".+", disabledReason = "no cluster was named")
    void kubectlPrintsTheSameWithBothServersNow() throws IOException {
        KubectlTranscript real = withTheNamedCluster("conformance.kubectl");
        compare(real, withTheEmbeddedServer());
        System.out.printf(
                "%d kubectl commands on both servers now: no difference but what docs/fidelity.md explains%n",
                real.entries().size());
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.kubectl.record", matches = ".+", disabledReason = "records")
    void theOutputWithARealServerIsRecorded() throws IOException {
        Files.writeString(
                Path.of("src/main/resources/dev/watchworks/conformance/kubectl-recorded.txt"),
                withTheNamedCluster("conformance.kubectl.record").toString());
    }

    /** An explained line must be there on the one server and missing on the other. */
    private void compare(KubectlTranscript real, KubectlTranscript embedded) {
        assertThat(real.missing(known::printedByRealOnly))
                .as("lines that only a real server prints, says differences.json, and that it does not print")
                .isEmpty();
        assertThat(embedded.missing(known::printedByEmbeddedOnly))
                .as("lines that only the embedded server prints, says differences.json, and that it does not print")
                .isEmpty();
        assertThat(String.join(
                        "\n",
                        embedded.without(known::printedByEmbeddedOnly)
                                .differencesFrom(real.without(known::printedByRealOnly))))
                .as("commands for which kubectl prints something else with the embedded server than with a real one")
                .isEmpty();
    }

    private KubectlTranscript withTheNamedCluster(String property) {
        Path kubeconfig = Path.of(System.getProperty(property));
        String namespace = "kubectl-" + Long.toString(System.nanoTime(), 36);
        return new KubectlRun(kubeconfig, home.resolve("real"), namespace).all();
    }

    private KubectlTranscript withTheEmbeddedServer() throws IOException {
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            Path kubeconfig = server.writeKubeconfig(home.resolve("kubeconfig"));
            return new KubectlRun(kubeconfig, home.resolve("embedded"), "kubectl-test").all();
        }
    }
}
