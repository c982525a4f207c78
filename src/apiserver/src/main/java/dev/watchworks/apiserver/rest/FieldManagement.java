package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.status.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The parameter {@code fieldManager} (apimachinery's {@code meta/v1/validation}): who says that it manages the fields. */
final class FieldManagement {
    private static final int LONGEST = 128;

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

    private FieldManagement() {}

    /** Adds an error for a name that is too long, and one for each character that cannot be printed. */
    static void validate(String manager, FieldErrors errors) {
        if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            errors.tooLong("fieldManager", LONGEST);
        }
        int position = 0;
        for (int letter : manager.codePoints().toArray()) {
            if (!isPrintable(letter)) {
                String shown = String.format(Locale.ROOT, "U+%04X", letter);
                errors.invalid(
                        "fieldManager",
                        quoted(manager),
                        "invalid character " + shown + " (at position " + position + ")");
            }
            position += Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private static boolean isPrintable(int letter) {
        return letter == ' ' || !UNPRINTABLE.contains((byte) Character.getType(letter));
    }

    /** As Go quotes a text, in which nothing is left that cannot be printed. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(letter -> {
            int known = "\007\b\f\n\r\t\013\\\"".indexOf(letter);
            if (known >= 0) {
                quoted.append('\\').append("abfnrtv\\\"".charAt(known));
            } else if (isPrintable(letter)) {
                quoted.appendCodePoint(letter);
            } else if (letter < 0x80) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", letter));
            } else {
                quoted.append(String.format(Locale.ROOT, letter < 0x10000 ? "\\u%04x" : "\\U%08x", letter));
            }
        });
        return quoted.append('"').toString();
    }
}
