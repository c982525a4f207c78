package dev.watchworks.cli.learn;

import java.util.ArrayList;
import java.util.List;

/** Markdown as lines of a terminal. Diagrams are left out: they are in the README and on the page. */
final class TaskLines {

    private static final String FENCE = "```";

    private TaskLines() {}

    /** Returns the text with paragraphs and items broken at this width; code and tables keep their lines. */
    static List<String> of(String markdown, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        boolean isCode = false;
        boolean isDiagram = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(FENCE)) {
                flush(paragraph, lines, width);
                isDiagram = !isCode && line.startsWith(FENCE + "mermaid");
                isCode = !isCode;
            } else if (isCode) {
                if (!isDiagram) {
                    lines.add("    " + line);
                }
            } else if (line.isBlank()) {
                flush(paragraph, lines, width);
                if (!lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
                    lines.add("");
                }
            } else if (line.startsWith("|")) {
                flush(paragraph, lines, width);
                addRow(line, lines, width);
            } else {
                if (line.startsWith("- ") || line.matches("\\d+\\. .*") || line.startsWith("#")) {
                    flush(paragraph, lines, width);
                }
                paragraph.append(paragraph.length() == 0 ? "" : " ").append(line.strip());
            }
        }
        flush(paragraph, lines, width);
        return lines;
    }

    private static void flush(StringBuilder paragraph, List<String> lines, int width) {
        lines.addAll(wrap(plain(paragraph.toString()), "", width));
        paragraph.setLength(0);
    }

    /** A table has no room in a terminal, so each row becomes an item. */
    private static void addRow(String line, List<String> lines, int width) {
        if (line.matches("[|\\s:-]+")) {
            return;
        }
        String[] cells = line.replaceAll("^\\|\\s*|\\s*\\|\\s*$", "").split("\\s*\\|\\s*");
        lines.addAll(wrap(plain(String.join(": ", cells)), "  ", width));
    }

    /** Without the marks of Markdown; a link is its text. */
    private static String plain(String text) {
        return text.replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "$1")
                .replaceAll("(?<![\\w*])\\*([^*\\s][^*]*)\\*(?![\\w*])", "$1")
                .replaceAll("^#+ ", "")
                .replace("`", "");
    }

    /** Breaks a text at blanks; each line begins with the indent. */
    static List<String> wrap(String text, String indent, int width) {
        List<String> lines = new ArrayList<>();
        int room = Math.max(10, width - indent.length());
        String rest = text;
        while (rest.length() > room) {
            int blank = rest.lastIndexOf(' ', room);
            int end = blank > room / 3 ? blank : room;
            lines.add(indent + rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty()) {
            lines.add(indent + rest);
        }
        return lines;
    }
}
