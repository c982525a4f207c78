package dev.watchworks.apiserver.golang;

import java.util.Locale;
import java.util.Set;

/** Texts as Go shows them in messages ({@code strconv.Quote} and {@code unicode.IsPrint}). */
public final class GoQuote {
    /** What Go does not print, beside blanks of other widths than the usual one. */
    private static final Set<Byte> UNPRINTABLE = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    private static final String NAMED = "\007\b\f\n\r\t\013\\\"";
    private static final String NAMES = "abfnrtv\\\"";

    private GoQuote() {}

    /** Whether a character stands for itself in a quoted text. */
    public static boolean isPrintable(int character) {
        return character == ' ' || !UNPRINTABLE.contains((byte) Character.getType(character));
    }

    /** The text in double quotes; what cannot be printed is escaped. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            int named = NAMED.indexOf(character);
            if (named >= 0) {
                quoted.append('\\').append(NAMES.charAt(named));
            } else if (isPrintable(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(Locale.ROOT, escape(character), character));
            }
        });
        return quoted.append('"').toString();
    }

    private static String escape(int character) {
        if (character < 0x80) {
            return "\\x%02x";
        }
        return character < 0x10000 ? "\\u%04x" : "\\U%08x";
    }
}
