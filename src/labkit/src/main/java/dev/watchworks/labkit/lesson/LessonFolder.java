package dev.watchworks.labkit.lesson;

import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.StepReference;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the folder and the hint files of a lesson, for its own checks and for those of its solution.
 *
 * @param root the repository's root
 * @param name the lesson's folder below {@code lessons}, as in {@code 03-informer}
 * @param parent {@code lessons}, or {@code solutions} when the checks of a solution run
 */
public record LessonFolder(Path root, String name, String parent) {

    /** The number of levels in each hint file. */
    private static final int HINT_LEVELS = 3;

    /**
     * Finds the lesson of a class of checks from the folder of the compiled class, or else from the working directory.
     *
     * @throws EnvironmentException when neither lies in the workbook
     */
    public static LessonFolder of(String name, Class<?> checks) {
        CodeSource source = checks.getProtectionDomain().getCodeSource();
        try {
            return find(name, Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException | RuntimeException elsewhere) {
            return find(name, Path.of(""));
        }
    }

    /**
     * Finds a lesson from a folder inside the repository.
     *
     * @throws EnvironmentException when no folder above contains {@code lessons/NAME}
     */
    public static LessonFolder find(String name, Path from) {
        Path start = from.toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("lessons").resolve(name))) {
                boolean solution = start.startsWith(folder.resolve("solutions"));
                return new LessonFolder(folder, name, solution ? "solutions" : "lessons");
            }
        }
        throw new EnvironmentException(
                "there is no folder lessons/" + name + " at or above " + start,
                "run the checks from within the workbook's folder",
                null);
    }

    /** The folder of the lesson or of the solution whose checks run. */
    public Path folder() {
        return root.resolve(parent).resolve(name);
    }

    /**
     * Returns the step with its title, which is the first heading of its hint file.
     *
     * @throws IllegalStateException when the hint file is missing or has no title or no three hints
     */
    public StepReference step(int number) {
        String place = "lessons/" + name + "/hints/step-" + number + ".md";
        List<String> hints = read(place);
        String title = hints.stream().findFirst().orElse("");
        String prefix = "# Step " + number + ": ";
        if (!title.startsWith(prefix)) {
            throw new IllegalStateException(place + " must begin with \"" + prefix + "TITLE\"");
        }
        for (int level = 1; level <= HINT_LEVELS; level++) {
            checkHint(place, hints, "## Hint " + level);
        }
        return new StepReference(
                parent, name, number, title.substring(prefix.length()).strip());
    }

    /** The next lesson in the order of their folders, or empty. */
    public Optional<String> next() {
        try (Stream<Path> lessons = Files.list(root.resolve("lessons"))) {
            return lessons.filter(Files::isDirectory)
                    .map(lesson -> lesson.getFileName().toString())
                    .filter(lesson -> lesson.compareTo(name) > 0)
                    .min(Comparator.naturalOrder());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static void checkHint(String place, List<String> hints, String heading) {
        // a heading may have a title: "## Hint 1: a nudge"
        List<String> headed = hints.stream()
                .dropWhile(line -> !line.equals(heading) && !line.startsWith(heading + ":"))
                .toList();
        if (headed.isEmpty()) {
            throw new IllegalStateException(place + " must have a heading \"" + heading + "\"");
        }
        boolean hasWords = headed.stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .anyMatch(line -> !line.isBlank());
        if (!hasWords) {
            throw new IllegalStateException(place + " has no text under \"" + heading + "\"");
        }
    }

    /** The numbers of all steps, in order: those that have a hint file. */
    public List<Integer> steps() {
        try (Stream<Path> files =
                Files.list(root.resolve("lessons").resolve(name).resolve("hints"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("step-\\d+\\.md"))
                    .map(file -> Integer.valueOf(file.replaceAll("\\D", "")))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new IllegalStateException("lessons/" + name + " has no folder hints", missing);
        }
    }

    private List<String> read(String place) {
        try {
            return Files.readAllLines(root.resolve(place)).stream()
                    .map(String::stripTrailing)
                    .toList();
        } catch (IOException missing) {
            throw new IllegalStateException(place + " is missing: each step needs a file with hints", missing);
        }
    }
}
