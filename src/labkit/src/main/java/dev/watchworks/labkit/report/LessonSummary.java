package dev.watchworks.labkit.report;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects the results of a lesson's checks and formats the summary: the lowest unsolved step is last and complete. */
public final class LessonSummary {

    private final SortedSet<Integer> done = new TreeSet<>();
    private final SortedSet<Integer> notRun = new TreeSet<>();
    private final SortedMap<Integer, Finding> unsolved = new TreeMap<>();
    private final SortedMap<Integer, List<MeasurementNote>> measured = new TreeMap<>();
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

    /** Records what a check measured; the summary shows it when the step is done. */
    public void measured(int step, MeasurementNote note) {
        measured.computeIfAbsent(step, key -> new ArrayList<>()).add(note);
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
        SortedSet<Integer> solved = new TreeSet<>(done);
        solved.removeAll(unsolved.keySet());
        solved.removeAll(notRun);
        if (unsolved.isEmpty() && notRun.isEmpty()) {
            return solved.isEmpty() ? List.of() : allDone(solved);
        }
        List<String> lines = new ArrayList<>(details());
        solved.headSet(unsolved.isEmpty() ? Integer.MAX_VALUE : unsolved.firstKey()).stream()
                .reduce((before, last) -> last)
                .filter(measured::containsKey)
                .ifPresent(last -> lines.addAll(doneWithNotes(last)));
        lines.add("");
        lines.addAll(states(solved));
        if (!unsolved.isEmpty()) {
            Finding next = unsolved.values().iterator().next();
            lines.add(rule(next.verdict() == Verdict.ENVIRONMENT ? "mend this first" : "do this step next"));
            lines.addAll(FindingFormatter.formatForScreen(next));
        }
        return lines;
    }

    private List<String> allDone(SortedSet<Integer> solved) {
        List<String> lines = new ArrayList<>();
        solved.forEach(step -> lines.addAll(doneWithNotes(step)));
        lines.addAll(GreenRunEnding.lines(folder, solved));
        return lines;
    }

    private List<String> doneWithNotes(int step) {
        List<String> lines = new ArrayList<>();
        lines.add(folder.step(step).label() + ": done");
        for (MeasurementNote note : measured.getOrDefault(step, List.of())) {
            lines.addAll(MessageLines.of("measured", note.measured(), 3));
            lines.addAll(MessageLines.of("why", note.why(), 4));
        }
        return lines;
    }

    /** The verdicts of all steps but the lowest unsolved one, in a line for each verdict. */
    private List<String> states(SortedSet<Integer> solved) {
        List<String> lines = new ArrayList<>();
        if (!solved.isEmpty()) {
            lines.add(steps(solved) + ": done");
        }
        notRun.removeAll(unsolved.keySet());
        if (!notRun.isEmpty()) {
            lines.add(steps(notRun) + ": " + notRunReason);
        }
        Map<Verdict, TreeSet<Integer>> later = unsolved.values().stream()
                .skip(1)
                .collect(Collectors.groupingBy(
                        Finding::verdict,
                        TreeMap::new,
                        Collectors.mapping(finding -> finding.step().step(), Collectors.toCollection(TreeSet::new))));
        later.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.first(), other.first())))
                .forEach(verdict ->
                        lines.add(steps(verdict.getValue()) + ": " + FindingFormatter.describe(verdict.getKey())));
        return lines;
    }

    /** The details of each finding. All findings but the lowest one also have a short message here. */
    private List<String> details() {
        List<String> lines = new ArrayList<>();
        for (Finding finding : unsolved.values()) {
            boolean isNext = finding.step().step() == unsolved.firstKey();
            if (!finding.details().isEmpty() || (!isNext && finding.verdict() != Verdict.TODO)) {
                lines.add("");
                lines.addAll(isNext ? List.of(FindingFormatter.head(finding)) : FindingFormatter.formatShort(finding));
                lines.addAll(finding.details());
            }
        }
        return lines;
    }

    /** Returns a line of dashes with a title. */
    static String rule(String title) {
        String start = "---- " + title + " ";
        return start + "-".repeat(MessageLines.WIDTH - start.length());
    }

    /** Returns {@code Step 3}, {@code Steps 1 to 3} or {@code Steps 1 to 3, 5 and 7 to 9}. */
    private static String steps(SortedSet<Integer> numbers) {
        if (numbers.size() == 1) {
            return "Step " + numbers.first();
        }
        List<String> parts = new ArrayList<>();
        int from = numbers.first();
        for (int number : numbers) {
            if (!numbers.contains(number + 1)) {
                parts.addAll(range(from, number));
                from = numbers.tailSet(number + 1).stream().findFirst().orElse(0);
            }
        }
        String last = parts.remove(parts.size() - 1);
        return "Steps " + (parts.isEmpty() ? last : String.join(", ", parts) + " and " + last);
    }

    private static List<String> range(int from, int to) {
        return switch (to - from) {
            case 0 -> List.of("" + from);
            case 1 -> List.of("" + from, "" + to);
            default -> List.of(from + " to " + to);
        };
    }
}
