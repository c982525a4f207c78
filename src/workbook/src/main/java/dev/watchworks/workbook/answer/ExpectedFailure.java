package dev.watchworks.workbook.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check that catches a wrong answer, and its message.
 *
 * @param check the method's name, or empty when none is named yet
 * @param message what a learner reads, with placeholders for the parts that differ each time, or empty when it is not
 *     recorded yet
 */
public record ExpectedFailure(String check, String message) {

    /**
     * Placeholders that people write into a recorded message, for parts that {@link MessageNormalizer} does not know.
     */
    private static final Pattern BY_HAND = Pattern.compile("\\{(number|text)}");

    private static final String NUMBER = "\\d[\\d.,]*";
    private static final String TEXT = ".*?";

    /** Reads the check on the first line and the message below it. */
    public static ExpectedFailure parse(String file) {
        List<String> lines = file.lines().toList();
        String check = lines.isEmpty() ? "" : lines.get(0).strip();
        return new ExpectedFailure(
                check,
                String.join("\n", lines.subList(Math.min(1, lines.size()), lines.size()))
                        .strip());
    }

    /** The text of the file. */
    public String toFile() {
        return check + "\n\n" + message + "\n";
    }

    /** Whether the check and its message are the same, so that a learner cannot distinguish the two. */
    public boolean isTheSameAs(ExpectedFailure other) {
        return check.equals(other.check) && (matches(other.message) || other.matches(message));
    }

    /** Whether a message equals this one, except for its placeholders. */
    public boolean matches(String said) {
        StringBuilder pattern = new StringBuilder();
        Matcher placeholder = BY_HAND.matcher(message);
        int end = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(message.substring(end, placeholder.start())));
            pattern.append(placeholder.group(1).equals("number") ? NUMBER : TEXT);
            end = placeholder.end();
        }
        pattern.append(Pattern.quote(message.substring(end)));
        return Pattern.matches(pattern.toString(), said);
    }
}
