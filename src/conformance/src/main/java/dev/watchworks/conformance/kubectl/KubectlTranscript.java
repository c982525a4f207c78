package dev.watchworks.conformance.kubectl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The output of kubectl, command by command. */
public record KubectlTranscript(List<Entry> entries) {
    private static final String PROMPT = "$ kubectl ";
    private static final String INDENT = "  ";

    public KubectlTranscript {
        entries = List.copyOf(entries);
    }

    /**
     * One command.
     *
     * @param command as it is written in {@code kubectl-commands.txt}
     * @param lines of its output
     */
    public record Entry(String command, List<String> lines) {
        public Entry {
            lines = List.copyOf(lines);
        }

        @Override
        public String toString() {
            return lines.stream()
                    .map(line -> (INDENT + line).stripTrailing() + "\n")
                    .collect(Collectors.joining("", PROMPT + command + "\n", ""));
        }
    }

    static KubectlTranscript parse(String text) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String command = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                if (!command.isEmpty()) {
                    entries.add(new Entry(command, lines));
                }
                command = line.substring(PROMPT.length());
                lines = new ArrayList<>();
            } else {
                lines.add(line.isEmpty() ? line : line.substring(INDENT.length()));
            }
        }
        entries.add(new Entry(command, lines));
        return new KubectlTranscript(entries);
    }

    /** Returns the transcript without these lines. */
    public KubectlTranscript without(Function<String, ? extends Collection<String>> knownLines) {
        return new KubectlTranscript(entries.stream()
                .map(entry -> {
                    Collection<String> known = knownLines.apply(entry.command());
                    return new Entry(
                            entry.command(),
                            entry.lines().stream()
                                    .filter(line -> !known.contains(line))
                                    .toList());
                })
                .toList());
    }

    /** Returns the known lines that a command did not print, each behind its command. */
    public List<String> missing(Function<String, ? extends Collection<String>> knownLines) {
        return entries.stream()
                .flatMap(entry -> knownLines.apply(entry.command()).stream()
                        .filter(line -> !entry.lines().contains(line))
                        .map(line -> entry.command() + ": " + line))
                .toList();
    }

    /** Returns the commands whose output differs from the output with a real server, with both outputs. */
    public List<String> differencesFrom(KubectlTranscript real) {
        List<String> differences = new ArrayList<>();
        for (int index = 0; index < Math.max(entries.size(), real.entries.size()); index++) {
            String here = index < entries.size() ? entries.get(index).toString() : "nothing\n";
            String there = index < real.entries.size() ? real.entries.get(index).toString() : "nothing\n";
            if (!here.equals(there)) {
                differences.add("real:\n" + there + "embedded:\n" + here);
            }
        }
        return differences;
    }

    /** The text of the recorded file. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining());
    }
}
