package dev.watchworks.labkit.report.timeline;

import java.util.Locale;

/** Puts words into a page. */
final class HtmlEscaper {

    private HtmlEscaper() {}

    /** The text as it was, whatever it is: what learners print may look like a tag, or move the cursor. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // a brace could be taken for a place in the page that is filled later
                case '{' -> escaped.append("&#123;");
                default -> escaped.appendCodePoint(isHarmless(character) ? character : '·');
            }
        });
        return escaped.toString();
    }

    /** Neither control characters nor those that turn the direction of a line around. */
    private static boolean isHarmless(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    /** A name for a style, as in {@code not_run}. */
    static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
