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
 * @param text as {@code git diff} writes it
 */
record AnswerPatch(String text) {

    /** As much as {@code patch} allows: two lines of context that have changed since. */
    private static final int FUZZ = 2;

    private static final String NO_FILE = "/dev/null";

    /**
     * The sources with the changes made to them; where the lines have moved, they are looked for.
     *
     * @param sources the text of each file, by its path below {@code src/main/java}
     * @throws IllegalArgumentException in words for the patch's author, if that cannot be done
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
            // a hunk at the end of a text without a last line break would be lost
            return UnifiedDiffReader.parseUnifiedDiff(
                    new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | UnifiedDiffParserException unreadable) {
            throw new IllegalArgumentException("it is no unified diff: " + unreadable.getMessage(), unreadable);
        }
    }

    private static String change(String name, String before, UnifiedDiffFile file) {
        try {
            List<String> lines = before.lines().toList();
            // what a new file adds has no place to look for
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
