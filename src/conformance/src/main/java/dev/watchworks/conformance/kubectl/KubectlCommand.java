package dev.watchworks.conformance.kubectl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code kubectl-commands.txt}, which explains the syntax at its beginning.
 *
 * @param line as it is written
 * @param arguments of kubectl; empty for the line that ends the background command
 * @param input the standard input of kubectl
 * @param backgroundLines the number of lines that a background command prints before the next command runs, or before
 *     it is ended; 0 for a command that ends by itself
 */
record KubectlCommand(String line, List<String> arguments, String input, int backgroundLines) {
    private static final Pattern BESIDE = Pattern.compile("(.*?) ?& (\\d+) lines");
    private static final Pattern WORD = Pattern.compile("(?:[^ ']|'[^']*')+");

    KubectlCommand {
        arguments = List.copyOf(arguments);
    }

    static KubectlCommand of(String line) {
        String[] parts = line.split(" < ", 2);
        Matcher beside = BESIDE.matcher(parts[0]);
        boolean isBeside = beside.matches();
        return new KubectlCommand(
                line,
                words(isBeside ? beside.group(1) : parts[0]),
                parts.length == 2 ? parts[1] : "",
                isBeside ? Integer.parseInt(beside.group(2)) : 0);
    }

    boolean runsInBackground() {
        return backgroundLines > 0 && !arguments.isEmpty();
    }

    boolean endsBackgroundCommand() {
        return backgroundLines > 0 && arguments.isEmpty();
    }

    /** Splits at spaces, except inside apostrophes. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().replace("'", ""));
        }
        return words;
    }
}
