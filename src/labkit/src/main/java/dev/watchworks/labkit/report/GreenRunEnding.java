package dev.watchworks.labkit.report;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.verdict.StepReference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Says what to do after a run without a red check: the next step, or how to compare the answer and the next lesson. */
final class GreenRunEnding {

    private GreenRunEnding() {}

    static List<String> lines(LessonFolder folder, SortedSet<Integer> solved) {
        List<String> lines = new ArrayList<>();
        boolean isWhole = solved.size() == folder.steps().size();
        if (isWhole) {
            lines.add("All " + solved.size() + " steps of " + folder.name() + " are done.");
        }
        lines.add(line("timeline", folder.step(solved.first()).timeline() + " (open it in a browser)"));
        if (isWhole) {
            lines.addAll(comparison(folder));
            lines.addAll(nextLesson(folder));
        } else {
            lines.addAll(nextStep(folder, solved.last()));
        }
        return lines;
    }

    private static List<String> nextStep(LessonFolder folder, int last) {
        Optional<StepReference> next =
                folder.steps().stream().filter(step -> step > last).findFirst().map(folder::step);
        return next.map(step -> List.of(
                        line("next", "step " + step.step() + ", " + step.title()), line("run it", step.command())))
                .orElseGet(() ->
                        List.of(line("next", "all steps of the lesson"), line("run it", test(folder, folder.name()))));
    }

    /** Where the solution is, and how to compare: nothing for the solution itself. */
    private static List<String> comparison(LessonFolder folder) {
        String solution = "solutions/" + folder.name();
        if (folder.parent().equals("solutions")
                || !Files.isDirectory(folder.root().resolve(solution))) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        // one line, so that it can be copied
        lines.add(line(
                "compare", "git diff --no-index lessons/%s/src/main %s/src/main".formatted(folder.name(), solution)));
        String designs = "src/workbook/right-answers/" + folder.name();
        if (Files.isDirectory(folder.root().resolve(designs))) {
            lines.addAll(
                    MessageLines.of("", "our solution is one right answer of many; some others are in " + designs, 2));
        }
        return lines;
    }

    private static List<String> nextLesson(LessonFolder folder) {
        return folder.next()
                .map(next -> List.of(
                        line("next", "lesson " + next + ", whose task is in lessons/" + next + "/README.md"),
                        line("run it", test(folder, next))))
                .orElseGet(() -> List.of(line("next", "that was the last lesson; the book is in docs/README.md")));
    }

    private static String test(LessonFolder folder, String lesson) {
        return StepReference.isRunByLab()
                ? "./lab learn " + lesson
                : "./mvnw test -pl " + folder.parent() + "/" + lesson;
    }

    private static String line(String label, String text) {
        return "  %-8s  %s".formatted(label, text);
    }
}
