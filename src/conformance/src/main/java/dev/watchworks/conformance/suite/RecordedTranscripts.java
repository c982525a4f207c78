package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.scenario.ScenarioRun;
import dev.watchworks.conformance.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The recorded responses of a real kube-apiserver, a file for each scenario. */
public final class RecordedTranscripts {
    private static final String FOLDER = "/dev/watchworks/conformance/recorded/";

    private RecordedTranscripts() {}

    /**
     * Returns the recorded transcript of a scenario.
     *
     * @throws AssertionError when nothing is recorded yet
     */
    public static Transcript of(Scenario scenario) {
        try (InputStream file = RecordedTranscripts.class.getResourceAsStream(FOLDER + scenario.file() + ".txt")) {
            if (file == null) {
                throw new AssertionError("nothing is recorded of \"" + scenario
                        + "\": record it from a real API server, src/conformance/README.md says how");
            }
            return Transcript.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes the transcript of a run into a folder of resources. */
    public static void write(ScenarioRun run, Path resources) {
        Scenario scenario = run.scenario();
        String items = scenario.items().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String text = "# " + scenario + "\n# contract: " + items + "\n"
                + run.transcript().text();
        try {
            Path file = resources.resolve(FOLDER.substring(1) + scenario.file() + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
