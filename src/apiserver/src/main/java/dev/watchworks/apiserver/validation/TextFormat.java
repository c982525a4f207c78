package dev.watchworks.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A format of a text, and the real server's message for a text in another format.
 *
 * @param maxLength in characters
 */
record TextFormat(Predicate<String> matcher, int maxLength, String message) {

    static TextFormat of(int maxLength, String pattern, String rule, String... examples) {
        String message = rule + " (e.g. '" + String.join("',  or '", examples) + "', regex used for validation is '"
                + pattern + "')";
        return new TextFormat(Pattern.compile(pattern).asMatchPredicate(), maxLength, message);
    }

    /** Replaces the pattern's matcher, because a pattern with a repeated group recurses for each repetition. */
    TextFormat matchedBy(Predicate<String> other) {
        return new TextFormat(other, maxLength, message);
    }

    boolean matches(String value) {
        return matcher.test(value);
    }

    /** The messages for a text; an empty list when it has the format. */
    List<String> errors(String value) {
        List<String> errors = new ArrayList<>();
        if (value.length() > maxLength) {
            errors.add("must be no more than " + maxLength + " characters");
        }
        if (!matches(value)) {
            errors.add(message);
        }
        return errors;
    }
}
