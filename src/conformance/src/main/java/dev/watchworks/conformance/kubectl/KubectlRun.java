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
import org.jspecify.annotations.Nullable;

/** Runs the commands of {@code kubectl-commands.txt} against a cluster, and returns the output of each. */
public final class KubectlRun {
    private static final String FOLDER = "/dev/watchworks/conformance/";
    private static final String NAMESPACE = "{namespace}";

    private final Path kubeconfig;
    private final Path home;
    private final String namespace;
    private @Nullable KubectlProcess background;

    /** The editor of {@code kubectl edit}. */
    private static final String EDITOR = "perl -pi -e s/before/after/";

    /**
     * @param home where kubectl may keep its cache
     * @param namespace the namespace that the commands create, use and delete; it must not exist yet
     */
    public KubectlRun(Path kubeconfig, Path home, String namespace) {
        this.kubeconfig = kubeconfig;
        this.home = home;
        this.namespace = namespace;
    }

    /** Whether kubectl is on the PATH. */
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

    /** The recorded output with a real API server. */
    public static KubectlTranscript recorded() {
        return KubectlTranscript.parse(resource("kubectl-recorded.txt"));
    }

    /** Runs all commands. The last of them delete the namespace; if a command fails, it is deleted too. */
    public KubectlTranscript all() {
        List<KubectlTranscript.Entry> outputs = new ArrayList<>();
        KubectlOutputNormalizer form = new KubectlOutputNormalizer(namespace);
        try {
            for (String line : commands()) {
                outputs.add(new KubectlTranscript.Entry(line, form.normalize(output(KubectlCommand.of(line)))));
            }
        } finally {
            if (background != null) {
                background.end();
            }
            start(KubectlCommand.of("delete namespace " + namespace + " --wait=false --ignore-not-found"))
                    .awaitExit();
        }
        return new KubectlTranscript(outputs);
    }

    private List<String> output(KubectlCommand command) {
        if (command.runsInBackground()) {
            background = start(command);
            return background.awaitLines(command.backgroundLines());
        }
        if (command.endsBackgroundCommand()) {
            KubectlProcess ending = Objects.requireNonNull(background, "no command runs in the background");
            List<String> lines = new ArrayList<>(ending.awaitLines(command.backgroundLines()));
            lines.addAll(ending.end());
            background = null;
            return lines;
        }
        return start(command).awaitExit();
    }

    private KubectlProcess start(KubectlCommand command) {
        List<String> words = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.arguments().forEach(word -> words.add(word.replace(NAMESPACE, namespace)));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("KUBE_EDITOR", EDITOR);
        return KubectlProcess.start(builder, command.input());
    }

    private static String resource(String name) {
        try (InputStream file = KubectlRun.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
