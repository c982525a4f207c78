package dev.watchworks.apiserver.kubectl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs kubectl with a kubeconfig and a home of its own. */
final class Kubectl {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);

    private final Path home;
    private final Path kubeconfig;
    private final String namespace;

    Kubectl(Path home, Path kubeconfig, String namespace) {
        this.home = home;
        this.kubeconfig = kubeconfig;
        this.namespace = namespace;
    }

    /** What a run printed and how it ended. */
    record Result(int exitCode, String output, String errors) {}

    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** Runs it and returns what it printed; fails when it fails. */
    String run(String... arguments) throws IOException, InterruptedException {
        Result result = attempt("", arguments);
        assertThat(result.exitCode())
                .as("kubectl %s said %s and %s", String.join(" ", arguments), result.output(), result.errors())
                .isZero();
        return result.output();
    }

    /** The same with something to read. */
    String runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        Result result = attempt(input, arguments);
        assertThat(result.exitCode())
                .as("kubectl %s said %s", String.join(" ", arguments), result.errors())
                .isZero();
        return result.output();
    }

    /** Runs it, however it ends. */
    Result attempt(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended)
                    .as("kubectl %s ends within %s", String.join(" ", arguments), LONGEST_RUN)
                    .isTrue();
            return new Result(process.exitValue(), output.join(), errors.join());
        } finally {
            process.destroyForcibly();
        }
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        return builder.start();
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
