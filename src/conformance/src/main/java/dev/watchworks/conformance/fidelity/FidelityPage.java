package dev.watchworks.conformance.fidelity;

import dev.watchworks.conformance.kubectl.KubectlRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The page {@code docs/fidelity.md}: the text is from {@code fidelity.md}, the tables are from the known differences. */
public final class FidelityPage {
    private static final String TEXT = "/dev/watchworks/conformance/fidelity.md";
    private static final String KUBECTL = "kubectl ";
    private static final String TABLE = "{{differences}}";

    private FidelityPage() {}

    /** Returns the whole page. */
    public static String of(KnownDifferences differences, int scenarios) {
        StringBuilder page = new StringBuilder();
        String section = "";
        for (String line :
                text().replace("{{scenarios}}", Integer.toString(scenarios)).split("\n")) {
            if (line.startsWith("## ")) {
                section = line.substring("## ".length());
            }
            page.append(line.equals(TABLE) ? table(differences, section) : line).append('\n');
        }
        return page.toString();
    }

    private static String table(KnownDifferences differences, String section) {
        List<KnownDifference> rows = differences.all().stream()
                .filter(row -> row.section().equals(section))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("no known difference is of the section \"" + section + "\"");
        }
        return rows.stream()
                .map(row -> "| " + String.join(" | ", row.what(), row.embedded(), row.real(), row.why(), evidence(row))
                        + " |")
                .collect(Collectors.joining(
                        "\n", "| what | embedded | real | why it stays | evidence |\n|---|---|---|---|---|\n", ""));
    }

    private static String evidence(KnownDifference row) {
        Set<String> names = new LinkedHashSet<>(row.shownBy().keySet());
        row.allowedBy().stream()
                .map(name -> KubectlRun.commands().contains(name) ? KUBECTL + name : name)
                .forEach(names::add);
        row.printedByRealOnly().keySet().forEach(command -> names.add(KUBECTL + command));
        row.printedByEmbeddedOnly().keySet().forEach(command -> names.add(KUBECTL + command));
        names.addAll(row.testedBy());
        return names.stream().map(name -> "`" + name.replace("|", "\\|") + "`").collect(Collectors.joining(", "));
    }

    private static String text() {
        try (InputStream file = FidelityPage.class.getResourceAsStream(TEXT)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
