package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.names.GoText;
import dev.watchworks.apiserver.status.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The parameter {@code fieldManager} (apimachinery's {@code meta/v1/validation}): who says that it manages the fields. */
final class FieldManagement {
    private static final int LONGEST = 128;

    private FieldManagement() {}

    /** Adds an error for a name that is too long, and one for each character that cannot be printed. */
    static void validate(String manager, FieldErrors errors) {
        if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            errors.tooLong("fieldManager", LONGEST);
        }
        int position = 0;
        for (int letter : manager.codePoints().toArray()) {
            if (!GoText.isPrintable(letter)) {
                String shown = String.format(Locale.ROOT, "U+%04X", letter);
                errors.invalid(
                        "fieldManager",
                        GoText.quoted(manager),
                        "invalid character " + shown + " (at position " + position + ")");
            }
            position += Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
