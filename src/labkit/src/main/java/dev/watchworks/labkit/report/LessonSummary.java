package dev.watchworks.labkit.report;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the results of a lesson's checks and formats the summary: the lowest unsolved step is last and complete. */
public final class LessonSummary {

    private static final String RULE = "-".repeat(100);

    private final SortedSet<Integer> done = new TreeSet<>();
    private final SortedSet<Integer> notRun = new TreeSet<>();
    private final SortedMap<Integer, Finding> unsolved = new TreeMap<>();
    private String notRunReason = "";
    private final LessonFolder folder;

    /** Makes a summary without a result. */
    public LessonSummary(LessonFolder folder) {
        this.folder = folder;
    }

    /** Records that a check passed. */
    public void passed(int step) {
        done.add(step);
    }

    /** Records that a check did not pass. The summary shows the first finding of each step. */
    public void failed(Finding finding) {
        unsolved.putIfAbsent(finding.step().step(), finding);
    }

    /** Records that a check did not run. */
    public void notRun(int step, String reason) {
        notRun.add(step);
        notRunReason = reason;
    }

    /** The lines to print; empty when no check ran. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        SortedSet<Integer> solved = new TreeSet<>(done);
        solved.removeAll(unsolved.keySet());
        solved.removeAll(notRun);
        if (unsolved.isEmpty() && notRun.isEmpty()) {
            return solved.isEmpty() ? lines : allDone(solved);
        }
        details(lines);
        lines.add(RULE);
        if (!solved.isEmpty()) {
            lines.add(steps(solved) + ": done");
        }
        notRun.removeAll(unsolved.keySet());
        if (!notRun.isEmpty()) {
            lines.add(steps(notRun) + ": " + notRunReason);
        }
        unsolved.values().stream().skip(1).map(FindingFormatter::formatShort).forEach(lines::addAll);
        unsolved.values().stream()
                .limit(1)
                .map(FindingFormatter::formatForScreen)
                .forEach(lines::addAll);
        return lines;
    }

    private List<String> allDone(SortedSet<Integer> solved) {
        List<String> lines = new ArrayList<>();
        solved.forEach(step -> lines.add(folder.step(step).label() + ": done"));
        lines.add("Timeline: " + folder.step(solved.first()).timeline() + " (open it in a browser)");
        String test = "./mvnw test -pl " + folder.parent() + "/";
        if (solved.size() < folder.steps().size()) {
            lines.add("Well done. Now run the whole lesson: " + test + folder.name());
        } else {
            lines.add("All " + solved.size() + " steps of " + folder.name() + " are done."
                    + folder.next().map(next -> " Continue with " + test + next).orElse(" That was the last lesson."));
        }
        return lines;
    }

    private void details(List<String> lines) {
        for (Finding finding : unsolved.values()) {
            if (!finding.details().isEmpty()) {
                lines.add("");
                lines.add(FindingFormatter.head(finding));
                lines.addAll(finding.details());
            }
        }
    }

    private static String steps(SortedSet<Integer> numbers) {
        if (numbers.size() == 1) {
            return "Step " + numbers.first();
        }
        boolean isRange = numbers.last() - numbers.first() == numbers.size() - 1;
        return "Steps "
                + (isRange
                        ? numbers.first() + " to " + numbers.last()
                        : String.join(
                                ", ", numbers.stream().map(String::valueOf).toList()));
    }
}
