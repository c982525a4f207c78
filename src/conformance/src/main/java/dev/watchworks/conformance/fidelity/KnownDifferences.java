package dev.watchworks.conformance.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchworks.conformance.scenario.Scenario;
import dev.watchworks.conformance.transcript.TranscriptDifference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is known to differ between the embedded server and a real one, from {@code differences.json}. */
public final class KnownDifferences {
    private static final String FILE = "/dev/watchworks/conformance/differences.json";

    private final List<KnownDifference> all;

    private KnownDifferences(List<KnownDifference> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the data. */
    public static KnownDifferences read() {
        try (InputStream file = KnownDifferences.class.getResourceAsStream(FILE)) {
            JsonNode data = new ObjectMapper().readTree(Objects.requireNonNull(file));
            List<KnownDifference> all = new ArrayList<>();
            data.forEach(entry -> all.add(KnownDifference.of(entry)));
            return new KnownDifferences(all);
        } catch (IOException broken) {
            throw new UncheckedIOException(FILE + " cannot be read", broken);
        }
    }

    /** All, in the order of the page. */
    public List<KnownDifference> all() {
        return all;
    }

    /** Those of these differences that nothing explains. */
    public List<TranscriptDifference> unexplained(Scenario scenario, List<TranscriptDifference> differences) {
        Set<String> explained = explained(scenario);
        return differences.stream()
                .filter(difference -> !explained.contains(difference.key()))
                .toList();
    }

    /** The keys that are explained for a scenario in which they do not occur. */
    public Set<String> stale(Scenario scenario, List<TranscriptDifference> differences) {
        Set<String> stale = explained(scenario);
        differences.forEach(difference -> stale.remove(difference.key()));
        return stale;
    }

    /** The lines that kubectl prints with a real server alone. */
    public Set<String> printedByRealOnly(String kubectlCommand) {
        Set<String> lines = new LinkedHashSet<>();
        all.forEach(known -> lines.addAll(known.printedByRealOnly().getOrDefault(kubectlCommand, List.of())));
        return lines;
    }

    private Set<String> explained(Scenario scenario) {
        Set<String> explained = new LinkedHashSet<>();
        all.forEach(known -> explained.addAll(known.shownBy().getOrDefault(scenario.file(), List.of())));
        return explained;
    }
}
