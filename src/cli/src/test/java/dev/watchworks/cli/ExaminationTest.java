package dev.watchworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that ./lab doctor looks at is found ill when it is. */
class ExaminationTest {

    @TempDir
    private Path folder;

    @Test
    void thisMachineCanRunTheLab() {
        List<Examination> all = Examination.all(folder, Map.of());
        assertThat(all)
                .extracting(Examination::subject)
                .containsExactly(
                        "JDK",
                        "Maven's repository",
                        "ports",
                        "clock",
                        "the workbook's folder",
                        "the folder for temporary files",
                        "progress",
                        "proxies");
        assertThat(all).filteredOn(one -> !one.subject().contains("folder")).allMatch(Examination::isWell);
    }

    @Test
    void anOldJavaAndAJavaWithoutACompilerAreFound() {
        assertThat(Examination.java(11, true).remedy()).startsWith("Install a JDK of version 17 or later");
        assertThat(Examination.java(17, false).found()).endsWith(", without a compiler");
        assertThat(Examination.java(26, true).found()).endsWith("newer than the ones that we have tried");
    }

    @Test
    void aMissingLibraryIsFound() throws IOException {
        Path there = Files.createFile(folder.resolve("a.jar"));
        Path missing = folder.resolve("b.jar");
        Examination repository = Examination.repository(there + File.pathSeparator + missing);
        assertThat(repository.found()).isEqualTo("1 libraries are missing, such as " + missing);
        assertThat(repository.remedy()).contains("docs/offline.md");
    }

    @Test
    void aClockThatIsBehindIsFound() throws IOException {
        Files.createFile(folder.resolve("new"));
        assertThat(Examination.clock(folder, Instant.now().minus(Duration.ofDays(1)))
                        .remedy())
                .isEqualTo("Set the clock of this machine.");
    }

    @Test
    void aFolderThatCannotBeWrittenIsFound() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Examination.writable(file.resolve(".lab")).isWell()).isFalse();
    }

    @Test
    void aProxyForThisMachineIsFound() {
        assertThat(Examination.proxies(Map.of("HTTPS_PROXY", "http://proxy:3128"))
                        .remedy())
                .endsWith("export NO_PROXY=127.0.0.1,localhost");
        assertThat(Examination.proxies(Map.of("https_proxy", "http://proxy:3128", "NO_PROXY", "localhost,127.0.0.1"))
                        .isWell())
                .isTrue();
    }
}
