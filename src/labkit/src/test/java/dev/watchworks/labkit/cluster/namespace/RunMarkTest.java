package dev.watchworks.labkit.cluster.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMarkTest {

    @TempDir
    private Path folder;

    /** Marks its run, says which, and waits to be killed. */
    static final class MarkedMain {
        public static void main(String[] arguments) throws IOException {
            System.out.println(RunMark.make(Path.of(arguments[0])).id());
            System.in.read();
        }
    }

    @Test
    void takesARunForDeadOnceItsJvmWasKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MarkedMain.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (RunMark mark = RunMark.make(folder)) {
            String run = other.inputReader().readLine();
            assertThat(mark.isDead(run)).as("dead while its JVM lives").isFalse();
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(mark.isDead(run)).as("dead once its JVM was killed").isTrue();
            mark.forget(run);
            assertThat(folder.resolve(run + ".lock")).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void neverTakesARunForDeadThatItCannotTell() {
        try (RunMark mark = RunMark.make(folder);
                RunMark beside = RunMark.make(folder)) {
            assertThat(mark.isDead(mark.id())).isFalse();
            assertThat(mark.isDead(beside.id())).isFalse();
            assertThat(mark.isDead(UUID.randomUUID().toString())).isFalse();
            assertThat(mark.isDead("../../etc/passwd")).isFalse();
        }
    }

    @Test
    void leavesNoFileBehindWhenARunEnds() throws IOException {
        RunMark.make(folder).close();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
