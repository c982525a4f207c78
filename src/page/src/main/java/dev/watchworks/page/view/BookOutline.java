package dev.watchworks.page.view;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.util.List;
import java.util.Optional;

/**
 * The titles of all lessons and steps. They do not change while a runner runs.
 *
 * @param lessons in the order of the book
 */
public record BookOutline(List<LessonOutline> lessons) {

    /**
     * A lesson's titles.
     *
     * @param name the lesson's folder, such as {@code 03-informer}
     * @param title the heading of its README, such as {@code Lesson 3: the shared informer}
     */
    public record LessonOutline(String name, String title, List<StepOutline> steps) {}

    /**
     * A step's title.
     *
     * @param step counted from 1
     */
    public record StepOutline(int step, String title) {}

    /** Copies the list. */
    public BookOutline {
        lessons = List.copyOf(lessons);
    }

    /** Reads the titles from the files of the lessons. */
    public static BookOutline of(Runner runner) {
        return new BookOutline(runner.lessons().stream()
                .map(lesson -> new LessonOutline(lesson.name(), title(lesson), steps(runner, lesson)))
                .toList());
    }

    private static String title(Lesson lesson) {
        return Workbook.read(lesson.folder().resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring("# ".length()).strip())
                .findFirst()
                .orElse(lesson.name());
    }

    private static List<StepOutline> steps(Runner runner, Lesson lesson) {
        return runner.steps(lesson.name()).stream()
                .map(step -> new StepOutline(step, HintFile.of(lesson, step).title()))
                .toList();
    }

    /** The lesson of this name, if there is one. */
    public Optional<LessonOutline> lesson(String name) {
        return lessons.stream().filter(lesson -> lesson.name().equals(name)).findFirst();
    }
}
