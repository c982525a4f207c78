package dev.watchworks.cli;

import dev.watchworks.runner.LessonChecker;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.report.LessonReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the checks of lessons once. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the checks of a lesson, or of all lessons, once. The exit code is 0 if all are green, and 1 otherwise.",
            "Writes " + LessonReport.JUNIT + " (JUnit XML) and " + LessonReport.JSON
                    + " into the folder of each lesson."
        })
final class CheckCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "LESSON", description = "the lesson; the default is all lessons")
    private String lesson = "";

    @Option(names = "--step", paramLabel = "N", description = "the step of the lesson; the default is all steps")
    private int step;

    CheckCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() throws CommandException, IOException, InterruptedException {
        if (step != 0 && lesson.isEmpty()) {
            throw new CommandException("--step needs a lesson: ./lab check LESSON --step " + step + ".");
        }
        List<Lesson> lessons =
                lesson.isEmpty() ? new Workbook(top).lessons() : List.of(StepArguments.lesson(top, lesson));
        if (step != 0) {
            StepArguments.requireStep(lessons.get(0), step);
        }
        PrintWriter err =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        List<Lesson> red = new ArrayList<>();
        try (LessonChecker checker = new LessonChecker(RunnerClassPath.settings(top), err::println)) {
            for (Lesson next : lessons) {
                LessonReport report = checker.check(next, step == 0 ? Set.of() : Set.of(step));
                print(report, spec.commandLine().getOut());
                if (!report.isGreen()) {
                    red.add(next);
                }
                write(report, err);
            }
        }
        return red.isEmpty() ? 0 : 1;
    }

    private static void print(LessonReport report, PrintWriter out) {
        out.println();
        out.println(report.lesson());
        report.lines().forEach(out::println);
        out.flush();
    }

    /** The verdict does not depend on the files. */
    private static void write(LessonReport report, PrintWriter err) {
        try {
            report.write();
        } catch (IOException unwritable) {
            err.println("The report of " + report.lesson() + " is not written: " + unwritable
                    + ". Make the folder lessons/" + report.lesson() + "/target writable.");
            err.flush();
        }
    }
}
