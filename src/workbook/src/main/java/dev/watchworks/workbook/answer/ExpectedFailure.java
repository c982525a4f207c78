package dev.watchworks.workbook.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which check catches a wrong answer, and what it says.
 *
 * @param check the method's name, or empty where none is named yet
 * @param message what a learner reads, with placeholders for what is different each time, or empty where it is not kept yet
 */
public record ExpectedFailure(String check, String message) {

    /** Placeholders that people write into a kept message, where the machinery cannot know what varies. */
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

    /** Whether the same check says the same, so that the one cannot be told from the other. */
    public boolean isTheSameAs(ExpectedFailure other) {
        return check.equals(other.check) && (matches(other.message) || other.matches(message));
    }

    /** Whether this message is said, apart from what its placeholders stand for. */
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
