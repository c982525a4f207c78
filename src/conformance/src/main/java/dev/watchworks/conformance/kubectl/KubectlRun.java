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

/** Runs the commands of {@code kubectl-commands.txt} against a cluster, and tells what each printed. */
public final class KubectlRun {
    private static final String FOLDER = "/dev/watchworks/conformance/";
    private static final String NAMESPACE = "{namespace}";

    private final Path kubeconfig;
    private final Path home;
    private final String namespace;
    private @Nullable KubectlProcess beside;

    /**
     * @param home where kubectl may keep its cache
     * @param namespace that the commands create, use and delete; none has this name yet
     */
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
    public static KubectlTranscript recorded() {
        return KubectlTranscript.parse(resource("kubectl-recorded.txt"));
    }

    /** Runs them all. The last of them delete the namespace; whatever goes wrong, it is not left behind. */
    public KubectlTranscript all() {
        List<KubectlTranscript.Entry> told = new ArrayList<>();
        KubectlOutputNormalizer form = new KubectlOutputNormalizer(namespace);
        try {
            for (String line : commands()) {
                told.add(new KubectlTranscript.Entry(line, form.normalised(output(KubectlCommand.of(line)))));
            }
        } finally {
            if (beside != null) {
                beside.end();
            }
            start(KubectlCommand.of("delete namespace " + namespace + " --wait=false --ignore-not-found"))
                    .awaitExit();
        }
        return new KubectlTranscript(told);
    }

    private List<String> output(KubectlCommand command) {
        if (command.runsInBackground()) {
            beside = start(command);
            return beside.awaitLines(command.backgroundLines());
        }
        if (command.endsBackgroundCommand()) {
            KubectlProcess ending = Objects.requireNonNull(beside, "nothing runs beside the commands");
            List<String> lines = new ArrayList<>(ending.awaitLines(command.backgroundLines()));
            lines.addAll(ending.end());
            beside = null;
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
