package dev.watchworks.labkit.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was printed during one check. Safe to read while it is written. */
public final class CapturedOutput {

    /** Characters; a single line longer than this is cut, so that a flood without line breaks stays bounded. */
    public static final int LONGEST_LINE = 4_000;

    /** Lines; beyond them lines are only counted. A loop that prints without end fills this in a second. */
    public static final int MOST_LINES = 20_000;

    private final List<OutputLine> lines = new ArrayList<>();
    private long uncounted;
    private boolean outClosed;
    private boolean errorClosed;

    /** Takes one line; those beyond {@link #MOST_LINES} are counted and dropped. */
    synchronized void add(OutputLine line) {
        if (line.error() ? errorClosed : outClosed) {
            return;
        }
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        } else {
            uncounted++;
        }
    }

    /** From now on nothing that is printed to this stream counts. */
    synchronized void close(boolean error) {
        outClosed |= !error;
        errorClosed |= error;
    }

    /** Whether the learner's code closed {@code System.out}. */
    public synchronized boolean isClosed() {
        return outClosed;
    }

    /** All lines of both streams so far, in the order in which they were ended. */
    public synchronized List<OutputLine> all() {
        return List.copyOf(lines);
    }

    /** The text of the lines that went to {@code System.out}, trimmed of white space at both ends. */
    public List<String> lines() {
        return all().stream()
                .filter(line -> !line.error())
                .map(line -> line.text().strip())
                .toList();
    }

    /** Whether {@code System.out} got this very line; runs of white space count as one blank. */
    public boolean has(String text) {
        return count(text) > 0;
    }

    /** How often {@code System.out} got this very line; runs of white space count as one blank. */
    public int count(String text) {
        String wanted = squeezed(text);
        return (int)
                lines().stream().filter(line -> squeezed(line).equals(wanted)).count();
    }

    /** The lines of {@code System.out} that the predicate accepts. */
    public List<String> matching(Predicate<String> predicate) {
        return lines().stream().filter(predicate).toList();
    }

    /** How many lines were printed to both streams, those that were dropped included. */
    public synchronized long printed() {
        return lines.size() + uncounted;
    }

    /** In words what was printed, for "but your code printed …": nothing, or the last lines. */
    public String describe() {
        String printed = printedInWords();
        return isClosed() ? printed + "; it closed System.out, and what is printed after that is lost" : printed;
    }

    private String printedInWords() {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return "your code printed nothing";
        }
        if (printed() > MOST_LINES) {
            return "your code printed %,d lines, the first being \"%s\"".formatted(printed(), shortened(lines.get(0)));
        }
        int from = Math.max(0, lines.size() - 3);
        String last = String.join(
                "\", \"",
                lines.subList(from, lines.size()).stream()
                        .map(CapturedOutput::shortened)
                        .toList());
        return lines.size() == 1
                ? "your code printed only \"" + last + "\""
                : "your code printed %d lines, the last being \"%s\"".formatted(lines.size(), last);
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
