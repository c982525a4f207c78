package dev.watchworks.workbook.answer;

import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffParserException;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A unified diff of a solution's sources.
 *
 * @param text as {@code git diff} prints it
 */
record AnswerPatch(String text) {

    /** The same fuzz as {@code patch} allows: two lines of context may have changed since. */
    private static final int FUZZ = 2;

    private static final String NO_FILE = "/dev/null";

    /**
     * Applies the patch, and searches for lines that have moved.
     *
     * @param sources the text of each file, by its path below {@code src/main/java}
     * @throws IllegalArgumentException with a message for the patch's author, when the patch does not apply
     */
    Map<String, String> applyTo(Map<String, String> sources) {
        Map<String, String> changed = new TreeMap<>(sources);
        List<UnifiedDiffFile> files = parse().getFiles();
        if (files.stream().allMatch(file -> file.getPatch().getDeltas().isEmpty())) {
            throw new IllegalArgumentException("it changes nothing: there is no hunk in it");
        }
        for (UnifiedDiffFile file : files) {
            String from = path(file.getFromFile());
            String to = path(file.getToFile());
            String before = from.equals(NO_FILE) ? "" : sources.get(from);
            if (before == null) {
                throw new IllegalArgumentException("it changes %s, and the solution has only %s; the paths must begin"
                                .formatted(from, sources.keySet())
                        + " below src/main/java");
            }
            changed.remove(from);
            if (!to.equals(NO_FILE)) {
                changed.put(to, change(from, before, file));
            }
        }
        if (changed.equals(sources)) {
            throw new IllegalArgumentException("it changes nothing: what comes of it is the solution");
        }
        return changed;
    }

    private UnifiedDiff parse() {
        try {
            // A hunk at the end of a text without a final line break would be lost.
            return UnifiedDiffReader.parseUnifiedDiff(
                    new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | UnifiedDiffParserException unreadable) {
            throw new IllegalArgumentException("it is no unified diff: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String change(String name, String before, UnifiedDiffFile file) {
        try {
            List<String> lines = before.lines().toList();
            // The lines of a new file have no position to search for.
            List<String> changed = lines.isEmpty()
                    ? file.getPatch().applyTo(lines)
                    : file.getPatch().applyFuzzy(lines, FUZZ);
            return String.join("\n", changed) + "\n";
        } catch (PatchFailedException | IndexOutOfBoundsException elsewhere) {
            throw new IllegalArgumentException(
                    "its hunks are not to be found in %s any more: the solution has changed there".formatted(name),
                    elsewhere);
        }
    }

    /** Without the {@code a/} and {@code b/} that {@code git} puts before paths. */
    private static String path(String named) {
        return named.replaceFirst("^[ab]/", "");
    }
}
