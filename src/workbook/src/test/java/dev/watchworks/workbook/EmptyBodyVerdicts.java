package dev.watchworks.workbook;

import dev.watchworks.workbook.run.CheckResult;
import java.util.ArrayList;
import java.util.List;

/** What the verdicts on an answer with an empty body say about the checks. */
final class EmptyBodyVerdicts {

    private EmptyBodyVerdicts() {}

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
