package dev.watchworks.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private boolean controllerRan;

    @Test
    void theFirstLinesOfTheReadmeWork() throws IOException {
        // README begin
        try (EmbeddedApiServer server = EmbeddedApiServer.start()) {
            Path kubeconfig = server.writeKubeconfig(Path.of("target", "kubeconfig"));
            runYourController(kubeconfig);
            assertThat(server.resourceVersion()).isPositive();
        }
        // README end
        assertThat(controllerRan).isTrue();
    }

    @Test
    void theReadmeShowsTheLinesThatAreTested() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/watchworks/apiserver/ReadmeTest.java"));
        String lines =
                source.substring(source.indexOf("// README begin\n") + 16, source.indexOf("\n        // README end"));

        assertThat(Path.of("README.md")).content().contains("```java\n" + lines.stripIndent() + "\n```\n");
    }

    private void runYourController(Path kubeconfig) {
        controllerRan = Files.isReadable(kubeconfig);
    }
}
