package dev.watchworks.cli;

import dev.watchworks.runner.lesson.Lesson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the lesson and the step that a learner names. */
final class StepArguments {

    private StepArguments() {}

    /**
     * Finds a lesson by its name, the beginning of its name, its number or the name behind its number.
     *
     * @throws CommandException when no lesson or more than one has this name
     */
    static Lesson lesson(Path top, String name) throws CommandException, IOException {
        String module = LessonModule.find(top, "lessons", name).module();
        return new Lesson(top, module.substring(module.indexOf('/') + 1));
    }

    /**
     * Checks that a lesson has a step.
     *
     * @throws CommandException when it has none, with the steps that it has
     */
    static void requireStep(Lesson lesson, int step) throws CommandException {
        List<Integer> steps = lesson.steps();
        if (!steps.contains(step)) {
            throw new CommandException("Lesson " + lesson + " has no step " + step + ". Its steps are " + steps.get(0)
                    + " to " + steps.get(steps.size() - 1) + ".");
        }
    }
}
