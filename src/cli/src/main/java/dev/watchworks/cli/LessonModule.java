package dev.watchworks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lesson or its solution as a Maven module.
 *
 * @param top the workbook's top folder
 * @param module path of the module below it, such as {@code lessons/03-informer}
 */
record LessonModule(Path top, String module) {

    /**
     * Finds a lesson by its name or by the beginning of it, such as {@code 03}.
     *
     * @param kind {@code lessons} or {@code solutions}
     */
    static LessonModule find(Path top, String kind, String name) throws CommandException, IOException {
        Path folder = top.resolve(kind);
        List<String> all = Files.isDirectory(folder) ? modulesIn(folder) : List.of();
        List<String> matching = all.contains(name)
                ? List.of(name)
                : all.stream().filter(module -> module.startsWith(name)).toList();
        if (matching.size() != 1) {
            String found =
                    matching.isEmpty() ? "There is no lesson " + name : "More than one lesson begins with " + name;
            throw new CommandException(found + ". In " + kind + " there are: " + String.join(", ", all) + ".");
        }
        return new LessonModule(top, kind + "/" + matching.get(0));
    }

    private static List<String> modulesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    Path path() {
        return top.resolve(module);
    }

    /** The name of the one class that has a {@code main}. */
    String mainClass() throws CommandException, IOException {
        Path sources = path().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> programs = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(LessonModule::hasMain)
                    .toList();
            if (programs.size() != 1) {
                throw new CommandException("In " + sources
                        + " one class has to have the line `public static void main`, but " + programs.size()
                        + " have it. The lesson's starter has it in the class that you edit.");
            }
            String relative = sources.relativize(programs.get(0)).toString();
            return relative.substring(0, relative.length() - ".java".length()).replaceAll("[/\\\\]", ".");
        }
    }

    private static boolean hasMain(Path file) {
        try {
            return Files.readString(file).contains("public static void main(");
        } catch (IOException unreadable) {
            return false;
        }
    }
}
