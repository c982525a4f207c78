package dev.watchworks.conformance.kubectl;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs the commands of {@code kubectl-commands.txt} against a cluster, and tells what each printed. */
public final class KubectlRun {
    private static final String FOLDER = "/dev/watchworks/conformance/";
    private static final long LONGEST_SECONDS = 120;

    private final Path kubeconfig;
    private final Path home;
    private final String namespace;

    /** @param home where kubectl may keep its cache */
    public KubectlRun(Path kubeconfig, Path home, String namespace) {
        this.kubeconfig = kubeconfig;
        this.home = home;
        this.namespace = namespace;
    }

    /** Whether there is a kubectl to run. */
    public static boolean isPossible() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** The commands, in order. */
    public static List<String> commands() {
        return resource("kubectl-commands.txt")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .toList();
    }

    /** What they printed with a real API server. */
    public static String recorded() {
        return resource("kubectl-recorded.txt");
    }

    /** Runs them all in a new namespace, and removes that. */
    public String all() {
        run("create namespace " + namespace);
        StringBuilder told = new StringBuilder();
        for (String command : commands()) {
            told.append("$ kubectl ").append(command).append('\n').append(normalised(run(command)));
        }
        run("delete namespace --wait=false " + namespace);
        return told.toString();
    }

    /** Without ages, hashes and random parts, padding and the namespace; and without kubectl's own hints. */
    private String normalised(String output) {
        StringBuilder told = new StringBuilder();
        output.replace(namespace, "{namespace}")
                .replaceAll("\\b\\d+[smh](\\d+s)?(?= |$|\\n)", "<age>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "<time>")
                // The embedded server's OpenAPI documents have none.
                .replaceAll("DESCRIPTION:\n( {4}[^\n]*\n|\n)*", "DESCRIPTION:\n")
                .replaceAll("\\b10\\.\\d+\\.\\d+\\.\\d+\\b", "<address>")
                .lines()
                // How many steps of a rollout are seen is a matter of speed.
                .filter(line -> !line.startsWith("Waiting for deployment"))
                .map(line -> line.replaceAll(" {2,}", "  ").stripTrailing())
                .forEach(line -> told.append("  ").append(line).append('\n'));
        return told.toString();
    }

    private String run(String line) {
        String[] parts = line.split(" < ", 2);
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(words(parts[0]));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("HOME", home.toString());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            Process process = builder.start();
            process.getOutputStream().write((parts.length == 2 ? parts[1] : "").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            return output.endsWith("\n") || output.isEmpty() ? output : output + "\n";
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Words are divided by spaces, but a schedule and a selector have some inside. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            int last = words.size() - 1;
            boolean goesOn = last >= 0
                    && (words.get(last).startsWith("--schedule=")
                            || words.get(last).startsWith("--selector=a"))
                    && !word.startsWith("-");
            if (goesOn) {
                words.set(last, words.get(last) + " " + word);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static String resource(String name) {
        try (InputStream file = KubectlRun.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
