package dev.watchworks.runner.lesson;

import java.util.ArrayList;
import java.util.List;

/**
 * The hints of a step.
 *
 * @param title the step's title
 * @param hints the hints, the first level first
 */
public record HintFile(String title, List<Hint> hints) {

    /**
     * A hint.
     *
     * @param level counted from 1
     * @param title what it is about, or empty
     * @param text Markdown
     */
    public record Hint(int level, String title, String text) {}

    private static final String HINT = "## Hint ";

    /** Copies the list. */
    public HintFile {
        hints = List.copyOf(hints);
    }

    /**
     * Reads the hints of a step.
     *
     * @throws java.io.UncheckedIOException when the step has no file with hints
     */
    public static HintFile of(Lesson lesson, int step) {
        List<String> lines = Workbook.read(lesson.folder().resolve("hints").resolve("step-" + step + ".md"))
                .lines()
                .toList();
        String title = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^# Step \\d+: ", "");
        List<Hint> hints = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(HINT)) {
                hints.add(hint(hints.size() + 1, lines.get(at), lines.subList(at + 1, lines.size())));
            }
        }
        return new HintFile(title, hints);
    }

    private static Hint hint(int level, String heading, List<String> below) {
        int colon = heading.indexOf(':');
        String text = String.join(
                "\n", below.stream().takeWhile(line -> !line.startsWith("## ")).toList());
        return new Hint(level, colon < 0 ? "" : heading.substring(colon + 1).strip(), text.strip());
    }
}
