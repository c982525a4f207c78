package dev.watchworks.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds a lesson and runs its program against the cluster that KUBECONFIG names. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Builds a lesson and runs its program against the cluster that KUBECONFIG names.")
final class RunCommand implements Callable<Integer> {

    /** Longer than the program of a lesson needs to close its watches. */
    private static final long SECONDS_TO_END = 10;

    private final Path top;
    private final Map<String, String> environment;

    @Parameters(
            paramLabel = "LESSON",
            description =
                    "the name of its folder, its number, or the name behind the number: 03-informer, 3 or informer")
    private String lesson = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--solution", description = "run the solution instead of your own code")
    private boolean isSolution;

    RunCommand(Path top) {
        this(top, System.getenv());
    }

    RunCommand(Path top, Map<String, String> environment) {
        this.top = top;
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        LessonModule folder = LessonModule.find(top, isSolution ? "solutions" : "lessons", lesson);
        requireCluster();
        String mainClass = folder.mainClass();
        build(folder);
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        out.printf(
                "%s, on the cluster in %s. Ctrl-C ends it.%n",
                folder.purpose().isEmpty() ? "Runs " + folder.module() : folder.purpose(),
                environment.get("KUBECONFIG"));
        out.flush();
        return run(folder, mainClass);
    }

    /** The lab uses only clusters that the user names, so ~/.kube/config is not enough. */
    private void requireCluster() throws CommandException {
        String named = environment.get("KUBECONFIG");
        if (named == null || named.isBlank()) {
            throw new CommandException(
                    "KUBECONFIG is not set, so the program has no cluster. Start one with `./lab cluster` in another "
                            + "terminal, and copy the export line that it prints into this terminal.");
        }
        if (Stream.of(named.split(File.pathSeparator)).noneMatch(file -> Files.exists(Path.of(file)))) {
            throw new CommandException(
                    "KUBECONFIG names " + named + ", which does not exist. Perhaps the lab's cluster has ended: "
                            + "start one with `./lab cluster` in another terminal.");
        }
    }

    private void build(LessonModule folder) throws CommandException, IOException, InterruptedException {
        Path log = Files.createTempFile("lab", ".log");
        int exit = new ProcessBuilder(List.of(
                        maven(),
                        "-q",
                        "-B",
                        "compile",
                        "dependency:build-classpath",
                        "-DincludeScope=runtime",
                        "-Dmdep.outputFile=target/class-path",
                        "-pl",
                        folder.module()))
                .directory(top.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        String output = Files.readString(log);
        Files.delete(log);
        if (exit != 0) {
            throw new CommandException(
                    output + System.lineSeparator() + folder.module() + " does not build; see Maven's output above.");
        }
    }

    private String maven() {
        boolean isWindows = System.getProperty("os.name", "").startsWith("Windows");
        return top.resolve(isWindows ? "mvnw.cmd" : "mvnw").toString();
    }

    private int run(LessonModule folder, String mainClass) throws IOException, InterruptedException {
        Path target = folder.path().resolve("target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator,
                target.resolve("classes").toString(),
                Files.readString(target.resolve("class-path")).strip(),
                logging()));
        command.add(mainClass);
        Process program = new ProcessBuilder(command).inheritIO().start();
        // Ctrl-C reaches both JVMs, and this one must not end before the program has printed its last line
        Thread wait = new Thread(() -> awaitEnd(program), "lab-end");
        Runtime.getRuntime().addShutdownHook(wait);
        int exit = program.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(wait);
        } catch (IllegalStateException ending) {
            // Ctrl-C has already started the shutdown
        }
        return exit;
    }

    /** The lab's logging library, which shows the warnings of client-java. The lessons have none. */
    private static String logging() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("slf4j-simple"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void awaitEnd(Process program) {
        try {
            if (!program.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                program.destroyForcibly();
            }
        } catch (InterruptedException ending) {
            program.destroyForcibly();
        }
    }
}
