package dev.watchworks.labkit.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The lines that were printed during one check. Safe for use by many threads. */
public final class CapturedOutput {

    /** In characters. A longer line is cut, so that output without line breaks does not fill the memory. */
    public static final int LONGEST_LINE = 4_000;

    /**
     * The number of lines that are kept; further lines are only counted. An endless loop prints as many in a second.
     */
    public static final int MOST_LINES = 20_000;

    /** The number of lines that a description quotes. */
    private static final int MOST_QUOTED = 3;

    private final List<OutputLine> lines = new ArrayList<>();
    private long uncounted;
    private boolean outClosed;
    private boolean errorClosed;

    /** Adds a line. Lines beyond {@link #MOST_LINES} are counted and dropped. */
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

    /** Ignores all lines of this stream from now on. */
    synchronized void close(boolean error) {
        outClosed |= !error;
        errorClosed |= error;
    }

    /** Whether the learner's code closed {@code System.out}. */
    public synchronized boolean isClosed() {
        return outClosed;
    }

    /** All lines of both streams so far, in the order of their line breaks. */
    public synchronized List<OutputLine> all() {
        return List.copyOf(lines);
    }

    /** The lines of {@code System.out}, without white space at both ends. */
    public List<String> lines() {
        return all().stream()
                .filter(line -> !line.error())
                .map(line -> line.text().strip())
                .toList();
    }

    /** Whether exactly this line was printed to {@code System.out}; several spaces count as one. */
    public boolean has(String text) {
        return count(text) > 0;
    }

    /** The number of times that exactly this line was printed to {@code System.out}; several spaces count as one. */
    public int count(String text) {
        String wanted = squeezed(text);
        return (int)
                lines().stream().filter(line -> squeezed(line).equals(wanted)).count();
    }

    /** The lines of {@code System.out} that the predicate accepts. */
    public List<String> matching(Predicate<String> predicate) {
        return lines().stream().filter(predicate).toList();
    }

    /** The number of lines that were printed to both streams, including those that were dropped. */
    public synchronized long printed() {
        return lines.size() + uncounted;
    }

    /** Describes the output for the line "but": nothing, or the last lines. */
    public String describe() {
        String printed = describeLines();
        return isClosed() ? printed + "; it closed System.out, so later lines are lost" : printed;
    }

    private String describeLines() {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return "your code printed nothing";
        }
        if (printed() > MOST_LINES) {
            return "your code printed %,d lines; the first is \"%s\"".formatted(printed(), shortened(lines.get(0)));
        }
        int from = Math.max(0, lines.size() - MOST_QUOTED);
        String last = String.join(
                "\", \"",
                lines.subList(from, lines.size()).stream()
                        .map(CapturedOutput::shortened)
                        .toList());
        return lines.size() == 1
                ? "your code printed only \"" + last + "\""
                : lines.size() <= MOST_QUOTED
                        ? "your code printed %d lines: \"%s\"".formatted(lines.size(), last)
                        : "your code printed %d lines; the last are \"%s\"".formatted(lines.size(), last);
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
}
