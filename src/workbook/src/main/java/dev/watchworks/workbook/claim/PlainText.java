package dev.watchworks.workbook.claim;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text of Markdown or Javadoc without its markup, so that both can be compared. */
final class PlainText {

    private PlainText() {}

    /** Removes links, code marks, emphasis, Javadoc's inline tags and line breaks. */
    static String of(String marked) {
        return marked.replaceAll("\\{@link(?:plain)?\\s+[^\\s}]+\\s+([^}]*)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+#?([^}]*)}", "$1")
                .replaceAll("\\{@code\\s+([^}]*)}", "$1")
                .replaceAll("</?(?:p|ul|li|em|code)>", " ")
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("[`*]", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The sentences of a text without markup. */
    static List<String> sentences(String plain) {
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ENGLISH);
        ends.setText(plain);
        int start = ends.first();
        for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
            String sentence = plain.substring(start, end).strip();
            if (!sentence.isEmpty()) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }
}
