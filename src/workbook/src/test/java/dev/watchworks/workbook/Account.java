package dev.watchworks.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the proofs have seen, told at the end. */
final class Account {

    private final SortedMap<String, SortedMap<String, String>> lessons = new TreeMap<>();
    private final SortedMap<String, List<String>> notes = new TreeMap<>();

    /** Writes down what a proof saw of a lesson; {@code order} says where it stands among the lesson's lines. */
    synchronized void saw(String lesson, int order, String what) {
        lessons.computeIfAbsent(lesson, name -> new TreeMap<>()).put("%02d".formatted(order), what);
    }

    /** Writes down what somebody might want to look at, although it is no failure. */
    synchronized void note(String lesson, String what) {
        notes.computeIfAbsent(lesson, name -> new ArrayList<>()).add(what);
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        lessons.forEach((lesson, seen) -> {
            lines.add(lesson);
            seen.values().forEach(what -> lines.add("  " + what));
            notes.getOrDefault(lesson, List.of()).stream().sorted().forEach(note -> lines.add("    " + note));
        });
        return lines;
    }
}
