package dev.watchworks.conformance.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where two transcripts differ.
 *
 * @param step number of the step, from 1
 * @param place line of the step, and the field in it where the line is JSON, such as {@code 3 /metadata/name}
 * @param expected the text in the first transcript, or null
 * @param found the text in the second transcript, or null
 */
public record TranscriptDifference(
        int step,
        String place,
        @Nullable String expected,
        @Nullable String found) {

    /** The place in the whole transcript, such as {@code step 2 line 3 /metadata/name}. */
    public String key() {
        return "step " + step + " line " + place;
    }

    /** Whether it is at a place or inside it: a line contains its fields, and a field contains the fields below it. */
    public boolean isAt(String outer) {
        return key().equals(outer) || key().startsWith(outer + " ") || key().startsWith(outer + "/");
    }

    @Override
    public String toString() {
        return key() + "\n      expected: " + (expected == null ? "nothing" : expected) + "\n      found:    "
                + (found == null ? "nothing" : found);
    }

    /** Returns all places where two transcripts differ, in order. */
    public static List<TranscriptDifference> between(Transcript expected, Transcript found) {
        List<TranscriptDifference> differences = new ArrayList<>();
        int steps = Math.max(expected.steps().size(), found.steps().size());
        for (int step = 0; step < steps; step++) {
            List<String> one = lines(expected, step);
            List<String> other = lines(found, step);
            for (int line = 0; line < Math.max(one.size(), other.size()); line++) {
                compareLines(step + 1, line, at(one, line), at(other, line), differences);
            }
        }
        return differences;
    }

    private static List<String> lines(Transcript transcript, int step) {
        if (step >= transcript.steps().size()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(transcript.steps().get(step).title());
        lines.addAll(transcript.steps().get(step).lines());
        return lines;
    }

    private static @Nullable String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : null;
    }

    private static void compareLines(
            int step, int line, @Nullable String one, @Nullable String other, List<TranscriptDifference> differences) {
        if (one == null || other == null || one.equals(other)) {
            if (one == null ? other != null : other == null) {
                differences.add(new TranscriptDifference(step, String.valueOf(line), one, other));
            }
            return;
        }
        JsonNode left = tree(one);
        JsonNode right = tree(other);
        if (left == null || right == null) {
            differences.add(new TranscriptDifference(step, String.valueOf(line), one, other));
            return;
        }
        int before = differences.size();
        compareTrees(step, line + " ", left, right, differences);
        if (differences.size() == before) {
            differences.add(new TranscriptDifference(step, line + " order of fields", one, other));
        }
    }

    private static @Nullable JsonNode tree(String line) {
        return JsonLine.read(
                line.startsWith(TranscriptStep.SENT) ? line.substring(TranscriptStep.SENT.length()) : line);
    }

    private static void compareTrees(
            int step, String place, JsonNode left, JsonNode right, List<TranscriptDifference> differences) {
        if (left.equals(right)) {
            return;
        }
        if (left.isObject() && right.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            left.fieldNames().forEachRemaining(names::add);
            right.fieldNames().forEachRemaining(names::add);
            names.forEach(
                    name -> compareTrees(step, place + "/" + name, left.path(name), right.path(name), differences));
        } else if (left.isArray() && right.isArray() && left.size() == right.size()) {
            for (int index = 0; index < left.size(); index++) {
                compareTrees(step, place + "/" + index, left.get(index), right.get(index), differences);
            }
        } else {
            differences.add(new TranscriptDifference(step, place, shown(left), shown(right)));
        }
    }

    private static @Nullable String shown(JsonNode node) {
        return node.isMissingNode() ? null : node.toString();
    }
}
