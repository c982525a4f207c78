package dev.watchworks.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects samples by row and column and prints medians (min–max). */
final class SampleTable {
    private final Map<String, Map<String, List<Double>>> samples = new LinkedHashMap<>();

    void add(String row, String column, double value) {
        samples.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(column, key -> new ArrayList<>())
                .add(value);
    }

    void print(String title) {
        System.out.println("\n### " + title + "\n");
        List<String> columns = samples.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        System.out.println("| | " + String.join(" | ", columns) + " |");
        System.out.println("|---|" + "---|".repeat(columns.size()));
        samples.forEach((name, row) -> {
            List<String> cells = columns.stream()
                    .map(column -> row.containsKey(column) ? cell(row.get(column)) : "–")
                    .toList();
            System.out.println("| " + name + " | " + String.join(" | ", cells) + " |");
        });
    }

    private static String cell(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        double median = sorted.get(sorted.size() / 2);
        String format = median < 10 ? "%.1f" : "%.0f";
        if (sorted.size() == 1) {
            return String.format(Locale.ROOT, format, median);
        }
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median,
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
