package dev.watchworks.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {

    private static final Instant NOW = Instant.parse("2026-11-29T15:41:04.5Z");

    @TempDir
    private Path folder;

    private final List<String> troubles = new ArrayList<>();

    private ProgressFile open() {
        return new ProgressFile(folder, Clock.fixed(NOW, ZoneOffset.UTC), troubles::add);
    }

    @Test
    void theFileHasTheDocumentedForm() {
        open().update(progress -> progress.at("03-informer", 2)
                .with("03-informer", 1, step -> step.afterRed(false).afterGreen(NOW))
                .with("03-informer", 2, step -> step.withHint(1).afterRed(true)));
        assertThat(folder.resolve("progress.json")).hasContent("""
                {
                  "version" : 1,
                  "current" : {
                    "lesson" : "03-informer",
                    "step" : 2
                  },
                  "lessons" : {
                    "03-informer" : {
                      "1" : {
                        "state" : "green",
                        "runs" : 2,
                        "hints" : 0,
                        "solutionAsked" : false,
                        "firstGreen" : "2026-11-29T15:41:04.500Z"
                      },
                      "2" : {
                        "state" : "todo",
                        "runs" : 1,
                        "hints" : 1,
                        "solutionAsked" : false
                      }
                    }
                  }
                }
                """.strip());
        assertThat(open().read().step("03-informer", 1).runs()).isEqualTo(2);
        assertThat(troubles).isEmpty();
    }

    @Test
    void aDamagedFileIsSetAside() throws Exception {
        Files.writeString(folder.resolve("progress.json"), "{\"version\": 1, \"lessons\"");
        assertThat(open().read()).isEqualTo(Progress.NONE);
        assertThat(folder.resolve("progress-20261129-154104-500.json")).hasContent("{\"version\": 1, \"lessons\"");
        assertThat(troubles).singleElement().asString().contains("it is damaged", "It is kept as progress-2026");
    }

    @Test
    void aFileOfANewerVersionIsSetAside() throws Exception {
        Files.writeString(folder.resolve("progress.json"), "{\"version\": 2, \"chapters\": []}");
        assertThat(open().update(progress -> progress.at("01-raw-watch", 1)).current())
                .isEqualTo(new Progress.Position("01-raw-watch", 1));
        assertThat(troubles)
                .singleElement()
                .asString()
                .contains("a newer Watchworks has written it (its version is 2, and this program knows 1)");
        assertThat(folder.resolve("progress-20261129-154104-500.json"))
                .content()
                .contains("chapters");
    }

    @Test
    void numbersThatCannotBeAreDamage() throws Exception {
        Files.writeString(
                folder.resolve("progress.json"),
                "{\"version\": 1, \"lessons\": {\"a\": {\"1\": {\"state\": \"green\", \"runs\": -1}}}}");
        assertThat(open().read()).isEqualTo(Progress.NONE);
        assertThat(troubles).singleElement().asString().contains("it is damaged");
    }

    @Test
    void manyWritersLoseNothing() throws Exception {
        CompletableFuture<?>[] writers = IntStream.range(0, 8)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    ProgressFile file = open();
                    for (int run = 0; run < 25; run++) {
                        file.update(progress -> progress.with("01-raw-watch", 1, step -> step.afterRed(false)));
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(writers).get();
        assertThat(open().read().step("01-raw-watch", 1).runs()).isEqualTo(200);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("progress.json", "progress.lock");
        }
    }
}
