package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.output.OutputLine;
import java.util.List;

/** Describes what the learner's code printed, on either stream. */
final class Printed {

    private Printed() {}

    /** Explains a missing line, unless the learner's code printed to the other stream. */
    static String explain(Lab lab, String why) {
        return lab.output().lines().isEmpty() && !lab.output().all().isEmpty()
                ? "in all steps, print to `System.out`"
                : why;
    }

    static String describe(Lab lab) {
        List<OutputLine> errors =
                lab.output().all().stream().filter(OutputLine::error).toList();
        if (errors.isEmpty()) {
            return lab.output().describe();
        }
        return "your code printed \"" + errors.get(0).text().strip() + "\" to System.err"
                + (lab.output().lines().isEmpty() ? ", and nothing to System.out" : "");
    }
}
