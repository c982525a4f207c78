package dev.watchworks.labkit.report.timeline;

import java.util.Locale;

/** Escapes text for a page. */
final class HtmlEscaper {

    private HtmlEscaper() {}

    /** Escapes tags, and replaces control characters, because a learner's output may contain both. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // a brace could look like a placeholder of the template
                case '{' -> escaped.append("&#123;");
                default -> escaped.appendCodePoint(isVisible(character) ? character : '·');
            }
        });
        return escaped.toString();
    }

    /** Whether the character is not a control character and does not change the direction of the text. */
    private static boolean isVisible(int character) {
        int type = Character.getType(character);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    /** Makes the name of a CSS class, as in {@code not_run}. */
    static String cssClass(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
