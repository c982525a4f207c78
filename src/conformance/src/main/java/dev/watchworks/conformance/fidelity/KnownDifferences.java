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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The known differences between the embedded server and a real one, from {@code differences.json}. */
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

    /** The differences that no known difference explains. */
    public List<TranscriptDifference> unexplained(Scenario scenario, List<TranscriptDifference> differences) {
        Set<String> explained = explained(scenario);
        return differences.stream()
                .filter(difference -> explained.stream().noneMatch(difference::isAt))
                .toList();
    }

    /** The explained places of a scenario at which nothing differs. */
    public Set<String> stale(Scenario scenario, List<TranscriptDifference> differences) {
        Set<String> stale = explained(scenario);
        stale.removeIf(place -> differences.stream().anyMatch(difference -> difference.isAt(place)));
        return stale;
    }

    /** The lines that a kubectl command prints with a real server only. */
    public Set<String> printedByRealOnly(String kubectlCommand) {
        return lines(KnownDifference::printedByRealOnly, kubectlCommand);
    }

    /** The lines that a kubectl command prints with the embedded server only. */
    public Set<String> printedByEmbeddedOnly(String kubectlCommand) {
        return lines(KnownDifference::printedByEmbeddedOnly, kubectlCommand);
    }

    private Set<String> lines(Function<KnownDifference, Map<String, List<String>>> printed, String kubectlCommand) {
        Set<String> lines = new LinkedHashSet<>();
        all.forEach(known -> lines.addAll(printed.apply(known).getOrDefault(kubectlCommand, List.of())));
        return lines;
    }

    private Set<String> explained(Scenario scenario) {
        Set<String> explained = new LinkedHashSet<>();
        all.forEach(known -> explained.addAll(known.shownBy().getOrDefault(scenario.file(), List.of())));
        return explained;
    }
}
