package dev.watchworks.workbook.source;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import dev.watchworks.runner.source.TextSource;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;

/**
 * A lesson's starter and solution, and wrong answers derived from them.
 *
 * @param lesson the lesson
 * @param starter the files in which learners write, parsed
 * @param solution the files of the solution, parsed
 */
public record LessonVariants(Lesson lesson, List<JavaFile> starter, List<JavaFile> solution) {

    /** Copies the lists. */
    public LessonVariants {
        starter = List.copyOf(starter);
        solution = List.copyOf(solution);
    }

    /** Reads and parses a lesson. */
    public static LessonVariants of(Lesson lesson) {
        return new LessonVariants(
                lesson,
                lesson.starter().stream().map(JavaFile::of).toList(),
                lesson.answers().stream().map(JavaFile::of).toList());
    }

    /** The steps whose markers stand in the starter. */
    public SortedSet<Integer> steps() {
        return markedMethods().stream()
                .flatMap(method -> method.markers().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The starter's methods that hold a marker, in the order of the text. */
    public List<SourceMethod> markedMethods() {
        return starter.stream()
                .flatMap(file -> file.methods().stream())
                .filter(method -> !method.markers().isEmpty())
                .toList();
    }

    /** The keys of the methods that hold the marker of a step. */
    public List<String> methodsOf(int step) {
        return markedMethods().stream()
                .filter(method -> method.markers().contains(step))
                .map(SourceMethod::key)
                .toList();
    }

    /** The starter as it is. */
    public List<JavaFileObject> starterSources() {
        return changed(starter, method -> false);
    }

    /** The solution as it is. */
    public List<JavaFileObject> solutionSources() {
        return changed(solution, method -> false);
    }

    /** The starter with empty bodies where this step is to be written; the markers of all other steps stand. */
    public List<JavaFileObject> starterWithout(int step) {
        return changed(starter, method -> method.markers().contains(step));
    }

    /**
     * The solution with empty bodies in place of these methods.
     *
     * @throws IllegalStateException if the solution has no such methods
     */
    public List<JavaFileObject> solutionWithout(Set<String> methods) {
        Set<String> missing = new TreeSet<>(methods);
        solution.forEach(file -> file.methods().forEach(method -> missing.remove(method.key())));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("solutions/%s has no method %s".formatted(lesson, missing));
        }
        return changed(solution, method -> methods.contains(method.key()));
    }

    private static List<JavaFileObject> changed(List<JavaFile> files, Predicate<SourceMethod> emptied) {
        return files.stream()
                .<JavaFileObject>map(
                        file -> new TextSource(file.name(), file.withBodies(emptied, SourceMethod::emptyBody)))
                .toList();
    }
}
