package dev.watchworks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LabCommandTest {

    @TempDir
    private Path top;

    private final StringWriter output = new StringWriter();

    private CommandLine lab(Object command) {
        PrintWriter writer = new PrintWriter(output, true);
        return LabCommand.commandLine(top)
                .addSubcommand("tested", command)
                .setOut(writer)
                .setErr(writer);
    }

    private int execute(String... arguments) {
        return lab(new ClusterCommand(top)).execute(arguments);
    }

    private void lesson(String kind, String name) throws IOException {
        Path folder = Files.createDirectories(top.resolve(kind).resolve(name));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
    }

    @Test
    void aClusterWritesAKubeconfigAndDeletesItAtItsEnd() {
        ClusterCommand cluster = new ClusterCommand(top);
        Path kubeconfig = top.resolve(".lab/kubeconfig");
        CompletableFuture<Integer> exit =
                CompletableFuture.supplyAsync(() -> lab(cluster).execute("tested"));
        await("the cluster is ready").until(() -> output.toString().contains("Ctrl-C ends the cluster"));
        assertThat(kubeconfig).content().contains("https://127.0.0.1:", "token:");
        assertThat(output.toString()).contains(kubeconfig.toString());
        cluster.end();
        assertThat(exit).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
        assertThat(kubeconfig).doesNotExist();
    }

    @Test
    void aKubeconfigOfAnotherProgramIsNotChanged() throws Exception {
        Path theirs = Files.writeString(top.resolve("theirs"), "current-context: production\n");
        assertThat(execute("cluster", "--kubeconfig", theirs.toString())).isEqualTo(1);
        assertThat(output.toString())
                .isEqualToNormalizingNewlines(
                        theirs + " contains a kubeconfig that the lab has not written, perhaps of a cluster that you "
                                + "need. The lab does not change it. Use --kubeconfig with another file, or without it .lab/kubeconfig.\n");
        assertThat(theirs).hasContent("current-context: production\n");
    }

    @Test
    void aPortInUseFailsWithARemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(execute("cluster", "--port", Integer.toString(taken.getLocalPort())))
                    .isEqualTo(1);
        }
        assertThat(output.toString()).startsWith("The cluster cannot start: ").contains("choose another port");
        assertThat(top.resolve(".lab/kubeconfig")).doesNotExist();
    }

    @Test
    void anInvalidPortIsRefused() {
        assertThat(execute("cluster", "--port", "70000")).isEqualTo(1);
        assertThat(output.toString())
                .isEqualToNormalizingNewlines(
                        "A port is a number from 1 to 65535, not 70000. Without --port, the cluster uses a free port.\n");
    }

    @Test
    void anUnknownLessonFailsWithAListOfLessons() throws Exception {
        lesson("lessons", "01-raw-watch");
        lesson("lessons", "03-informer");
        assertThat(execute("run", "05")).isEqualTo(1);
        assertThat(output.toString())
                .isEqualToNormalizingNewlines(
                        "There is no lesson 05. The folder lessons contains: 01-raw-watch, 03-informer.\n");
    }

    @Test
    void withoutKubeconfigNoClusterIsUsed() throws Exception {
        lesson("lessons", "03-informer");
        assertThat(lab(new RunCommand(top, Map.of())).execute("tested", "03")).isEqualTo(1);
        assertThat(output.toString())
                .isEqualToNormalizingNewlines(
                        "KUBECONFIG is not set, so the program has no cluster. Start one with `./lab cluster` in "
                                + "another terminal, and copy the export line that it prints into this terminal.\n");
    }

    @Test
    void aMissingKubeconfigFails() throws Exception {
        lesson("solutions", "03-informer");
        Path gone = top.resolve("gone");
        RunCommand run = new RunCommand(top, Map.of("KUBECONFIG", gone.toString()));
        assertThat(lab(run).execute("tested", "03-informer", "--solution")).isEqualTo(1);
        assertThat(output.toString())
                .startsWith("KUBECONFIG names " + gone + ", which does not exist.")
                .contains("./lab cluster");
    }

    @Test
    void theProgramOfALessonIsTheClassWithAMain() throws Exception {
        lesson("lessons", "03-informer");
        Path sources = Files.createDirectories(top.resolve("lessons/03-informer/src/main/java/a/b"));
        Files.writeString(sources.resolve("Other.java"), "class Other {}");
        Files.writeString(sources.resolve("Program.java"), "public static void main(String[] arguments) {}");
        assertThat(LessonModule.find(top, "lessons", "03").mainClass()).isEqualTo("a.b.Program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "01", "01-raw", "raw-watch", "01-raw-watch"})
    void aLessonIsFoundByItsNumberOrItsName(String name) throws Exception {
        lesson("lessons", "01-raw-watch");
        lesson("lessons", "03-informer");
        assertThat(LessonModule.find(top, "lessons", name).module()).isEqualTo("lessons/01-raw-watch");
    }

    @Test
    void aLessonSaysWhatItsProgramDoes() throws Exception {
        lesson("lessons", "01-raw-watch");
        Path sources = Files.createDirectories(top.resolve("lessons/01-raw-watch/src/main/java"));
        Files.writeString(sources.resolve("Program.java"), """
                class Program {
                    /** Another method. It has a comment. */
                    void other() {}

                    /**
                     * Watches the pods of the namespace {@code default}
                     * for a minute, on the cluster in {@code KUBECONFIG}. You do not have to change this method.
                     */
                    public static void main(String[] arguments) {}
                }
                """);
        assertThat(LessonModule.find(top, "lessons", "1").purpose())
                .isEqualTo("Watches the pods of the namespace default for a minute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void helpIsPrintedHoweverItIsAskedFor(String argument) {
        assertThat(execute(argument)).isZero();
        assertThat(output.toString()).contains("Usage: lab", "cluster", "run");
    }

    @Test
    void anUnknownOptionPrintsTheUsage() {
        assertThat(execute("cluster", "--prot", "1")).isEqualTo(2);
        assertThat(output.toString()).contains("--prot", "Usage: lab cluster");
    }
}
