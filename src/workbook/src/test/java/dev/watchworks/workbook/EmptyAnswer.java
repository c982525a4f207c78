package dev.watchworks.workbook;

import dev.watchworks.workbook.run.CheckResult;
import dev.watchworks.workbook.run.ChecksRun;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer with one empty body or several.
 *
 * @param what what is empty in it, and what is not
 * @param wholeStep whether nothing of the step is written, not only one of its methods
 * @param run how to check it
 */
record EmptyAnswer(String what, boolean wholeStep, ChecksRun run) {

    /** What is wrong with a step whose checks judged an empty answer so; empty where nothing is. */
    static List<String> complaints(List<CheckResult> results) {
        List<String> complaints = new ArrayList<>();
        for (CheckResult result : results) {
            if (!result.verdict().equals("WRONG") && !result.verdict().equals("DONE")) {
                complaints.add("%s is %s: %s".formatted(result.check(), result.verdict(), result.found()));
            }
        }
        if (results.stream().noneMatch(result -> result.verdict().equals("WRONG"))) {
            complaints.add("none of its " + results.size() + " checks is WRONG");
        }
        return complaints;
    }

    /** The checks that an empty answer passes: no failure where another check is WRONG, but worth a look. */
    static List<String> passed(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.verdict().equals("DONE"))
                .map(CheckResult::check)
                .toList();
    }
}
