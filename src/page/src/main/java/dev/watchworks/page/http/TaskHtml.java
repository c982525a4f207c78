package dev.watchworks.page.http;

import dev.watchworks.page.view.MarkdownRenderer;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.StepText;
import dev.watchworks.runner.lesson.Workbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The task of a step in HTML, and in the first step the background of the lesson before it. */
final class TaskHtml {

    private static final String SECTION = "## ";

    private TaskHtml() {}

    /** Reads the task from the lesson's README; empty when the lesson has no such step. */
    static Optional<String> of(Lesson lesson, int step) {
        StepText text = StepText.of(lesson, step);
        if (text.heading().isEmpty()) {
            return Optional.empty();
        }
        MarkdownRenderer renderer = new MarkdownRenderer("lessons/" + lesson.name());
        String task = renderer.html(text.markdown());
        String background = background(lesson);
        if (step != 1 || background.isBlank()) {
            return Optional.of(task);
        }
        return Optional.of("<details class=\"background\"><summary>Before you begin: the background of this lesson"
                + "</summary>\n" + renderer.html(background) + "</details>\n" + task);
    }

    /** The sections before the first step. */
    private static String background(Lesson lesson) {
        List<String> lines = new ArrayList<>();
        boolean isBackground = false;
        for (String line :
                Workbook.read(lesson.folder().resolve("README.md")).lines().toList()) {
            if (line.startsWith(SECTION + "Step ")) {
                break;
            }
            if (line.startsWith(SECTION)) {
                isBackground = true;
            } else if (isBackground) {
                lines.add(line);
            }
        }
        return String.join("\n", lines);
    }
}
