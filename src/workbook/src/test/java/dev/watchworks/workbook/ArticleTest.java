package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.workbook.source.LessonVariants;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the article's three programs on a cluster of their own, with its three kubectl commands. */
class ArticleTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private @Nullable EmbeddedApiServer server;
    private @Nullable Process program;

    @BeforeEach
    void start() throws IOException {
        boolean isInstalled = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl")));
        if (!isInstalled) {
            System.out.println("NOT RUN: ArticleTest, because there is no kubectl on the PATH");
            abort("no kubectl on the PATH");
        }
        server = EmbeddedApiServer.start();
        server.writeKubeconfig(kubeconfig());
    }

    @AfterEach
    void stop() {
        if (program != null) {
            program.destroyForcibly();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aRawWatchPrintsANewPod() throws Exception {
        run("01-raw-watch", "rawwatch.RawWatch");
        // The watch may begin before or after the pod exists; it receives ADDED in both cases.
        kubectl("run", "nginx4711", "--image=nginx");
        awaitLine("new Pod: nginx4711");
    }

    @Test
    void anInformerPrintsANewDeploymentOnceItsCacheIsFilled() throws Exception {
        run("03-informer", "informer.DeploymentInformer");
        awaitLine("add a service: kubernetes");
        kubectl("create", "deployment", "nginx-deploy", "--image=nginx");
        awaitLine("add a deployment: nginx-deploy");
        awaitLine("update deployment: nginx-deploy nginx-deploy");
    }

    @Test
    void aControllerTriesTestDeploymentSixTimesAndDropsIt() throws Exception {
        run("04-rate-limited-queue", "queue.DeploymentController");
        kubectl("create", "deployment", "test-deployment", "--image=nginx");
        awaitLine("Dropping deployment \"default/test-deployment\" out of the queue: "
                + "simulated error for deployment test-deployment");
        List<String> untilDropped = printed().stream()
                .takeWhile(line -> !line.startsWith("Dropping"))
                .filter(line -> line.contains("test-deployment"))
                .toList();
        assertThat(untilDropped)
                .filteredOn(line -> line.equals("Sync/Add/Update for Deployment test-deployment, Replicas: 1"))
                .hasSize(6);
        assertThat(untilDropped)
                .filteredOn(line -> line.startsWith("Retry"))
                .containsExactly(
                        "Retry 0 for key default/test-deployment",
                        "Retry 1 for key default/test-deployment",
                        "Retry 2 for key default/test-deployment",
                        "Retry 3 for key default/test-deployment",
                        "Retry 4 for key default/test-deployment");
    }

    private void run(String lessonName, String mainClass) throws IOException {
        Lesson lesson = new Lesson(Workbook.here().root(), lessonName);
        Path classes = folder.resolve("classes");
        List<JavaFileObject> sources = Stream.concat(
                        Compilation.files(lesson.given()).stream(),
                        LessonVariants.of(lesson).solutionSources().stream())
                .toList();
        Compilation.of(sources, List.of(), classes).orThrow("The solution of " + lessonName);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        "dev.watchworks.lesson." + mainClass)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().put("KUBECONFIG", kubeconfig().toString());
        program = builder.start();
    }

    private void kubectl(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("kubectl"), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig().toString());
        builder.environment().put("HOME", folder.toString());
        Process kubectl = builder.start();
        String said = new String(kubectl.getInputStream().readAllBytes());
        assertThat(kubectl.waitFor()).as("%s said: %s", command, said).isZero();
    }

    private void awaitLine(String line) {
        await("the line `" + line + "`")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(printed()).contains(line));
    }

    private List<String> printed() {
        try {
            return Files.exists(output()) ? Files.readAllLines(output()) : List.of();
        } catch (IOException beingWritten) {
            return List.of();
        }
    }

    private Path output() {
        return folder.resolve("output");
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }
}
