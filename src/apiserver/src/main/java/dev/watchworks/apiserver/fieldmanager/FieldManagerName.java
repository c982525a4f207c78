package dev.watchworks.apiserver.fieldmanager;

import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Names of field managers: the validation (apimachinery's {@code meta/v1/validation}), and the default of a request
 * without one (apiserver's {@code endpoints/handlers/create.go}).
 */
public final class FieldManagerName {
    private static final int MAXIMUM_BYTES = 128;

    private FieldManagerName() {}

    /**
     * Returns the name of a request's manager: the parameter {@code fieldManager}, or else the part of the user agent
     * before the first slash, without unprintable characters and cut at the maximum length.
     */
    public static String of(String fieldManager, String userAgent) {
        if (!fieldManager.isEmpty()) {
            return fieldManager;
        }
        int slash = userAgent.indexOf('/');
        StringBuilder name = new StringBuilder();
        int bytes = 0;
        for (int letter : userAgent
                .substring(0, slash < 0 ? userAgent.length() : slash)
                .codePoints()
                .toArray()) {
            if (!GoFormat.isPrintable(letter)) {
                continue;
            }
            bytes += bytes(Character.toString(letter));
            if (bytes > MAXIMUM_BYTES) {
                break;
            }
            name.appendCodePoint(letter);
        }
        return name.toString();
    }

    /** Adds an error for a name that is too long, and one for each character that cannot be printed. */
    public static void validate(String name, String field, FieldErrors errors) {
        if (bytes(name) > MAXIMUM_BYTES) {
            errors.tooLong(field, MAXIMUM_BYTES);
        }
        int position = 0;
        for (int letter : name.codePoints().toArray()) {
            if (!GoFormat.isPrintable(letter)) {
                String shown = String.format(Locale.ROOT, "U+%04X", letter);
                errors.invalid(
                        field, GoFormat.quoted(name), "invalid character " + shown + " (at position " + position + ")");
            }
            position += bytes(Character.toString(letter));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
