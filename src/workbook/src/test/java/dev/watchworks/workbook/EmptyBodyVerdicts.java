package dev.watchworks.workbook;

import dev.watchworks.runner.checkjvm.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** Judges the checks by their verdicts on an answer with an empty body. */
final class EmptyBodyVerdicts {

    private EmptyBodyVerdicts() {}

    /** Returns the problem of a step whose checks gave these verdicts to an empty answer, or an empty text. */
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

    /**
     * Returns the checks that an empty answer passes. That is no failure when another check is WRONG, but it is worth a
     * look.
     */
    static List<String> passed(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.verdict().equals("DONE"))
                .map(CheckResult::check)
                .toList();
    }
}
