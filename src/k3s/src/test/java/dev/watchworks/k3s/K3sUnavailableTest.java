package dev.watchworks.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages when k3s cannot start. Each case has a JVM of its own, because Testcontainers looks for Docker once. */
class K3sUnavailableTest {

    private static final String IMAGE = "rancher/k3s:v0.0.0";
    private static final String WITHOUT =
            "or leave -Dlab.cluster out: the embedded cluster needs neither Docker nor an image";

    /** The promise to learners: an error message comes within this time. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The time that a busy machine may need to start the JVM. */
    private static final Duration JVM = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    /** Starts k3s and prints the time until the exception, its problem and its remedy. */
    static final class StartMain {
        public static void main(String[] arguments) {
            long began = System.nanoTime();
            try {
                Clusters.start(Clusters.K3S);
                System.out.println("it started");
            } catch (EnvironmentException environment) {
                System.out.println(Duration.ofNanos(System.nanoTime() - began).toMillis());
                System.out.println(environment.problem());
                System.out.println(environment.remedy());
            }
            System.exit(0);
        }
    }

    private List<String> start(String dockerHost) throws IOException, InterruptedException {
        Path screen = folder.resolve("screen");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlab.k3s.image=" + IMAGE,
                "-cp",
                System.getProperty("java.class.path"),
                StartMain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "DOCKER_HOST", dockerHost,
                        "TESTCONTAINERS_RYUK_DISABLED", "true",
                        "TESTCONTAINERS_CHECKS_DISABLE", "true"));
        Process process = builder.redirectOutput(screen.toFile()).start();
        try {
            assertThat(process.waitFor(LIMIT.plus(JVM).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(screen);
        List<String> said = lines.subList(lines.size() - 3, lines.size());
        assertThat(Long.parseLong(said.get(0))).isLessThan(LIMIT.toMillis());
        return said.subList(1, 3);
    }

    @Test
    void reportsThatDockerIsMissing() throws Exception {
        Path nowhere = folder.resolve("nowhere.sock");
        assertThat(start("unix://" + nowhere))
                .containsExactly(
                        "no Docker was found: DOCKER_HOST names " + nowhere
                                + ", which does not exist; -Dlab.cluster=k3s needs Docker",
                        "start Docker (or Podman, Rancher Desktop), " + WITHOUT);
    }

    @Test
    void reportsThatDockerIsNotPermitted() throws Exception {
        Path socket = Files.createFile(folder.resolve("locked.sock"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isWritable(socket)).as("root may write to every file").isFalse();
        assertThat(start("unix://" + socket))
                .containsExactly(
                        "Docker runs, but you may not use it: " + socket + " is not writable for "
                                + System.getProperty("user.name"),
                        "add yourself to its group (on Linux: sudo usermod -aG docker $USER, then log in again), "
                                + WITHOUT);
    }

    @Test
    void reportsThatTheImageCannotBePulled() throws Exception {
        try (FakeDocker docker = FakeDocker.start(FakeDocker.PullBehavior.REFUSED)) {
            assertThat(start(docker.url()))
                    .containsExactly(noImage("Status 404: {\"message\":\"manifest unknown\"}"), tryPulling());
        }
    }

    @Test
    void reportsAPullThatFailsMidway() throws Exception {
        try (FakeDocker docker = FakeDocker.start(FakeDocker.PullBehavior.FAILS_MIDWAY)) {
            assertThat(start(docker.url())).containsExactly(noImage("unexpected EOF"), tryPulling());
        }
    }

    @Test
    void stopsAPullWithoutProgress() throws Exception {
        try (FakeDocker docker = FakeDocker.start(FakeDocker.PullBehavior.STALLS)) {
            assertThat(start(docker.url())).containsExactly(noImage("no data for 15 seconds"), tryPulling());
        }
    }

    @Test
    void stopsAPullThatFailsRepeatedly() throws Exception {
        try (FakeDocker docker = FakeDocker.start(FakeDocker.PullBehavior.FAILS_REPEATEDLY)) {
            assertThat(start(docker.url())).containsExactly(noImage("no data for 15 seconds"), tryPulling());
        }
    }

    private static String noImage(String why) {
        return "the image " + IMAGE + " is not on this machine and could not be pulled: " + why;
    }

    private static String tryPulling() {
        return "check the network, and try `docker pull " + IMAGE + "`; -Dlab.k3s.image=IMAGE selects another image; "
                + WITHOUT;
    }
}
