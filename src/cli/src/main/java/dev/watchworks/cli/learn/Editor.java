package dev.watchworks.cli.learn;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Opens a file at a line in the learner's editor: that of VISUAL or EDITOR, or else an IDE on the PATH. */
final class Editor {

    /** Editors with a window of their own, which return at once or run beside the terminal. */
    private static final List<String> WITH_WINDOW =
            List.of("code", "codium", "idea", "idea64", "subl", "gedit", "kate", "zed");

    private static final Set<String> GOTO_OPTION = Set.of("code", "codium");
    private static final Set<String> LINE_OPTION = Set.of("idea", "idea64");
    private static final Set<String> COLON = Set.of("subl", "zed");

    private final Map<String, String> environment;
    private List<String> waiting = List.of();

    Editor(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Opens a file, unless the editor needs this terminal: then {@link #runInTerminal} opens it.
     *
     * @param line counted from 1
     * @return what happened, or what to do
     */
    String open(Path file, long line) {
        waiting = List.of();
        Optional<List<String>> command = command(file, line);
        if (command.isEmpty()) {
            return "No editor is known. Set the variable EDITOR, or open " + file + " at line " + line + ".";
        }
        if (!WITH_WINDOW.contains(program(command.get().get(0)))) {
            waiting = command.get();
            return "";
        }
        try {
            new ProcessBuilder(command.get())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return "Opened in " + program(command.get().get(0)) + ".";
        } catch (IOException failed) {
            return "The editor does not start: " + failed.getMessage();
        }
    }

    /** Whether the editor that {@link #open} chose runs in this terminal. */
    boolean needsTerminal() {
        return !waiting.isEmpty();
    }

    /** Runs the editor in this terminal until it ends, and returns what went wrong, or empty. */
    String runInTerminal() throws InterruptedException {
        try {
            new ProcessBuilder(waiting).inheritIO().start().waitFor();
            return "";
        } catch (IOException failed) {
            return "The editor does not start: " + failed.getMessage() + ". Set the variable EDITOR.";
        }
    }

    /** The command that opens a file at a line, or empty when no editor is known. */
    Optional<List<String>> command(Path file, long line) {
        Optional<List<String>> editor = Stream.of("VISUAL", "EDITOR")
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(value -> Arrays.asList(value.strip().split("\\s+")))
                .or(() -> Stream.of("code", "idea", "codium")
                        .filter(this::isOnPath)
                        .findFirst()
                        .map(List::of));
        return editor.map(words -> withFile(words, file, line));
    }

    private static List<String> withFile(List<String> words, Path file, long line) {
        List<String> command = new ArrayList<>(words);
        String name = program(words.get(0));
        if (GOTO_OPTION.contains(name)) {
            command.addAll(List.of("--goto", file + ":" + line));
        } else if (LINE_OPTION.contains(name)) {
            command.addAll(List.of("--line", Long.toString(line), file.toString()));
        } else if (COLON.contains(name)) {
            command.add(file + ":" + line);
        } else {
            // vi, vim, nano, emacs and others take the line like this
            command.addAll(List.of("+" + line, file.toString()));
        }
        return command;
    }

    private boolean isOnPath(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .anyMatch(folder ->
                        Files.isExecutable(Path.of(folder, name)) || Files.exists(Path.of(folder, name + ".cmd")));
    }

    private static String program(String command) {
        return Path.of(command).getFileName().toString().replaceAll("\\.(exe|cmd)$", "");
    }
}
