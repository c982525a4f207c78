package dev.watchworks.runner.lesson;

import java.util.List;

/**
 * What a learner reads about a step in the lesson's README.
 *
 * @param heading as in {@code Step 3: open the watch}; empty when the README has no such step
 * @param markdown the section below the heading, with its diagrams
 */
public record StepText(String heading, String markdown) {

    /** Reads the section of a step. */
    public static StepText of(Lesson lesson, int step) {
        List<String> lines = Workbook.read(lesson.folder().resolve("README.md"))
                .lines()
                .dropWhile(line -> !line.matches("## Step " + step + "\\b.*"))
                .toList();
        if (lines.isEmpty()) {
            return new StepText("", "");
        }
        List<String> section = lines.stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
        return new StepText(
                lines.get(0).substring("## ".length()),
                String.join("\n", section).strip());
    }

    /** The paragraphs from {@code **Task.**} on: what to do, without the story and the diagram before it. */
    public String task() {
        int task = markdown.indexOf("**Task.**");
        return task < 0 ? markdown : markdown.substring(task);
    }
}
