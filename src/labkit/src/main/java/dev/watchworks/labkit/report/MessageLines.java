package dev.watchworks.labkit.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines of a message: a label on the left, and the text in the column beside it. */
final class MessageLines {

    /** In characters. */
    static final int WIDTH = 100;

    private static final int INDENT = 12;

    private MessageLines() {}

    /** Returns the text with its label, in at most this many lines; a longer text ends with three dots. */
    static List<String> of(String label, String text, int atMost) {
        List<String> wrapped = wrap(oneLine(text), WIDTH - INDENT, atMost);
        List<String> lines = new ArrayList<>();
        for (int index = 0; index < wrapped.size(); index++) {
            lines.add("  %-8s  %s".formatted(index == 0 ? label : "", wrapped.get(index)));
        }
        return lines;
    }

    /** Returns the number of lines of the whole text. */
    static int count(String text) {
        return wrap(oneLine(text), WIDTH - INDENT, Integer.MAX_VALUE).size();
    }

    /** Shortens a text to one line. */
    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3).stripTrailing() + "...";
    }

    private static List<String> wrap(String text, int width, int atMost) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && lines.size() < atMost) {
            int end = rest.length();
            if (end > width) {
                int blank = rest.lastIndexOf(' ', width);
                end = blank > width / 2 ? blank : width;
            }
            boolean last = lines.size() == atMost - 1;
            lines.add(last ? cut(rest, width) : rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
