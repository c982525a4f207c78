package dev.watchworks.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The summary of all proofs, which is printed at the end. */
final class ProofSummary {

    private final SortedMap<String, SortedMap<String, String>> lessons = new TreeMap<>();
    private final SortedMap<String, SortedMap<Integer, Integer>> caught = new TreeMap<>();
    private final SortedMap<String, Integer> wrong = new TreeMap<>();
    private final SortedMap<String, Integer> right = new TreeMap<>();
    private final SortedMap<String, Integer> wrongInAll = new TreeMap<>();
    private final SortedMap<String, Integer> rightInAll = new TreeMap<>();
    private final SortedMap<String, List<String>> notes = new TreeMap<>();

    /**
     * Adds what a proof found in a lesson.
     *
     * @param order the position among the lines
     */
    synchronized void add(String lesson, int order, String what) {
        lessons.computeIfAbsent(lesson, name -> new TreeMap<>()).put("%02d".formatted(order), what);
    }

    /** Adds how many empty answers to a step were found wrong. */
    synchronized void caught(String lesson, int step, int answers) {
        caught.computeIfAbsent(lesson, name -> new TreeMap<>()).merge(step, answers, Integer::sum);
    }

    /** Adds how many wrong answers were caught by the checks that they name. */
    synchronized void wrong(String lesson, int answers, int inAll) {
        wrong.merge(lesson, answers, Integer::sum);
        wrongInAll.put(lesson, inAll);
    }

    /** Adds how many right answers with other designs passed. */
    synchronized void right(String lesson, int answers, int inAll) {
        right.merge(lesson, answers, Integer::sum);
        rightInAll.put(lesson, inAll);
    }

    /** Adds the result of a repeated proof. */
    synchronized void stressed(String lesson, String what) {
        lessons.computeIfAbsent(lesson, name -> new TreeMap<>()).put("50 " + what, what);
    }

    /** Adds something that is worth a look, although it is no failure. */
    synchronized void note(String lesson, String what) {
        notes.computeIfAbsent(lesson, name -> new ArrayList<>()).add(what);
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        SortedSet<String> all = new TreeSet<>(lessons.keySet());
        all.addAll(caught.keySet());
        all.addAll(wrong.keySet());
        all.addAll(right.keySet());
        for (String lesson : all) {
            lines.add(lesson);
            lessons.getOrDefault(lesson, new TreeMap<>()).values().forEach(what -> lines.add("  " + what));
            SortedMap<Integer, Integer> steps = caught.getOrDefault(lesson, new TreeMap<>());
            if (!steps.isEmpty()) {
                lines.add("  empty answers found WRONG, step by step: " + describe(steps));
            }
            if (wrong.containsKey(lesson)) {
                lines.add("  %s wrong answers caught, each by the check that it names and with the kept words"
                        .formatted(of(wrong.get(lesson), wrongInAll.getOrDefault(lesson, 0))));
            }
            if (right.containsKey(lesson)) {
                lines.add("  %s right answers of other designs accepted"
                        .formatted(of(right.get(lesson), rightInAll.getOrDefault(lesson, 0))));
            }
            notes.getOrDefault(lesson, List.of()).stream().sorted().forEach(note -> lines.add("    " + note));
        }
        return lines;
    }

    private static String of(int some, int all) {
        return some == all ? "all " + all : some + " of " + all;
    }

    private static String describe(SortedMap<Integer, Integer> steps) {
        return steps.entrySet().stream()
                .map(step -> step.getValue() + " of step " + step.getKey())
                .collect(Collectors.joining(", "));
    }
}
