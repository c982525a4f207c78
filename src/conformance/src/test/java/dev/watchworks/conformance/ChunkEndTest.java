package dev.watchworks.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.EmbeddedApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The bytes of a watch over HTTP/1.1, where servers differ in when they send the end of a chunk. */
class ChunkEndTest {
    private static final String WATCH = "/api/v1/namespaces?watch=true&fieldSelector=metadata.name%3Ddefault";

    @Test
    void theEmbeddedServerEndsAChunkWithTheNextOne() throws IOException {
        try (EmbeddedApiServer server =
                        EmbeddedApiServer.builder().withoutControllers().start();
                RawWatch watch = RawWatch.open(server.kubeconfig(), WATCH)) {
            assertThat(watch.firstChunk()).endsWith("}\n");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "conformance.compare", matches = ".+", disabledReason = "no cluster was named")
    void aRealServerEndsAChunkAtOnce() throws IOException {
        String kubeconfig = Files.readString(Path.of(System.getProperty("conformance.compare")));
        try (RawWatch watch = RawWatch.open(kubeconfig, WATCH)) {
            assertThat(watch.firstChunk()).endsWith("}\n\r\n");
        }
    }
}
