package dev.watchworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleBuildTest {

    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-11-29T12:00:00Z"));
    private static final FileTime EARLIER = FileTime.from(Instant.parse("2026-11-29T11:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2026-11-29T13:00:00Z"));

    @TempDir
    private Path top;

    private Path source;

    @BeforeEach
    void build() throws IOException {
        file("pom.xml", EARLIER);
        for (String module : StaleBuild.MODULES) {
            file("src/" + module + "/pom.xml", EARLIER);
        }
        source = file("src/labkit/src/main/java/A.java", EARLIER);
        file("src/cli/target/class-path", BUILT);
    }

    private Path file(String path, FileTime time) throws IOException {
        Path file = top.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.setLastModifiedTime(Files.writeString(file, path), time);
    }

    @Test
    void aBuildThatIsNewerThanItsSourcesIsUsed() {
        assertThat(StaleBuild.of(top)).isFalse();
    }

    @Test
    void aNewerSourceMakesItStale() throws IOException {
        Files.setLastModifiedTime(source, LATER);
        assertThat(StaleBuild.of(top)).isTrue();
    }

    @Test
    void aBuildThatIsNotThereIsStale() throws IOException {
        Files.delete(top.resolve("src/cli/target/class-path"));
        assertThat(StaleBuild.of(top)).isTrue();
    }

    @Test
    void theScriptLooksAtTheSameModules() {
        String script = Workbook.read(Workbook.here().root().resolve("lab"));
        assertThat(StaleBuild.MODULES)
                .allSatisfy(module -> assertThat(script)
                        .contains("src/" + module + "/pom.xml")
                        .contains("src/" + module + "/src/main"));
    }
}
