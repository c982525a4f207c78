package dev.watchworks.apiserver.golang;

import java.util.Locale;
import java.util.Set;

/** Quotes texts as Go's {@code strconv.Quote} does, for the real server's messages. */
public final class GoQuote {
    /** The character types that Go escapes. Of the spaces it prints only U+0020. */
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

    /** Whether a character is printed without an escape: {@code unicode.IsPrint}. */
    public static boolean isPrintable(int character) {
        return character == ' ' || !UNPRINTABLE.contains((byte) Character.getType(character));
    }

    /** The text in double quotes, with escapes for characters that are not printable. */
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
