package dev.watchworks.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lesson or its solution as a Maven module.
 *
 * @param top the workbook's top folder
 * @param module the path of the module in the top folder, such as {@code lessons/03-informer}
 */
record LessonModule(Path top, String module) {

    /** The Javadoc of the {@code main} method, up to where it names the cluster or ends its first sentence. */
    private static final Pattern MAIN_COMMENT = Pattern.compile(
            "/\\*\\*\\s*(?:\\*\\s+)?((?:(?!\\*/).)*?)(?:, on the cluster|\\.\\s)(?:(?!\\*/|/\\*\\*).)*\\*/\\s*public static void main\\(",
            Pattern.DOTALL);

    /**
     * Finds a lesson by its name, the beginning of its name, its number or the name behind its number, such as {@code 03},
     * {@code 3} or {@code informer}.
     *
     * @param kind {@code lessons} or {@code solutions}
     * @throws CommandException when no lesson or more than one has this name
     */
    static LessonModule find(Path top, String kind, String name) throws CommandException, IOException {
        Path folder = top.resolve(kind);
        List<String> all = Files.isDirectory(folder) ? modulesIn(folder) : List.of();
        List<String> matching = all.contains(name)
                ? List.of(name)
                : all.stream().filter(module -> isCalled(module, name)).toList();
        if (matching.size() != 1) {
            String found = matching.isEmpty() ? "There is no lesson " + name : "More than one lesson is called " + name;
            throw new CommandException(found + ". The folder " + kind + " contains: " + String.join(", ", all) + ".");
        }
        return new LessonModule(top, kind + "/" + matching.get(0));
    }

    private static boolean isCalled(String module, String name) {
        int behindNumber = module.indexOf('-') + 1;
        return module.startsWith(name)
                || module.startsWith("0" + name + "-")
                || (!name.isEmpty() && module.substring(behindNumber).startsWith(name));
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

    /**
     * What the program does and until when, as the Javadoc of its {@code main} method says; empty when it says nothing.
     *
     * @throws CommandException when no class or more than one has a {@code main} method
     */
    String purpose() throws CommandException, IOException {
        Matcher comment = MAIN_COMMENT.matcher(Files.readString(program()));
        return comment.find()
                ? comment.group(1)
                        .replaceAll("\\s*\\n\\s*\\* ?", " ")
                        .replaceAll("\\{@code ([^}]*)}", "$1")
                        .strip()
                : "";
    }

    /**
     * The name of the class with a {@code main} method.
     *
     * @throws CommandException when no class or more than one has it
     */
    String mainClass() throws CommandException, IOException {
        String relative = path().resolve("src/main/java").relativize(program()).toString();
        return relative.substring(0, relative.length() - ".java".length()).replaceAll("[/\\\\]", ".");
    }

    private Path program() throws CommandException, IOException {
        Path sources = path().resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> programs = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(LessonModule::hasMain)
                    .toList();
            if (programs.size() != 1) {
                throw new CommandException("In " + sources
                        + " exactly one class must have the line `public static void main`, but " + programs.size()
                        + " have it. In the starter it is in the class that you edit.");
            }
            return programs.get(0);
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
