package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.output.OutputLine;
import java.util.List;

/** Describes what the learner's code printed, on either stream. */
final class Printed {

    private Printed() {}

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
