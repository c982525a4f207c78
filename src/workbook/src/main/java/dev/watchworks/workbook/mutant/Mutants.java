package dev.watchworks.workbook.mutant;

import com.sun.source.util.SourcePositions;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import dev.watchworks.runner.source.SourceParser;
import dev.watchworks.runner.source.TextSource;
import dev.watchworks.workbook.source.LessonVariants;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * All mutants of a lesson's solution.
 *
 * @param solution the files of the solution
 * @param all each mutant by its description; a number is added to descriptions that are the same
 */
public record Mutants(List<JavaFile> solution, Map<String, Mutant> all) {

    /** Makes the mutants of a lesson's solution. Methods that are the same in the starter stay as they are. */
    public static Mutants of(Lesson lesson) {
        LessonVariants variants = LessonVariants.of(lesson);
        List<JavaFile> solution = variants.solution();
        Set<String> given = variants.starter().stream()
                .flatMap(file -> file.methods().stream().map(method -> code(file, method)))
                .collect(Collectors.toSet());
        Map<String, Mutant> all = new LinkedHashMap<>();
        solution.stream().flatMap(file -> of(file, given)).forEach(mutant -> {
            String description = mutant.describe();
            String name = description;
            for (int number = 2; all.containsKey(name); number++) {
                name = description + " (" + number + ")";
            }
            all.put(name, mutant);
        });
        return new Mutants(solution, all);
    }

    private static Stream<Mutant> of(JavaFile file, Set<String> given) {
        List<SourceMethod> same = file.methods().stream()
                .filter(method -> given.contains(code(file, method)))
                .toList();
        return of(file).stream()
                .filter(mutant -> same.stream()
                        .noneMatch(
                                method -> method.declaration() <= mutant.start() && mutant.start() < method.bodyEnd()));
    }

    private static String code(JavaFile file, SourceMethod method) {
        return file.text().substring(method.declaration(), method.bodyEnd());
    }

    static List<Mutant> of(JavaFile source) {
        List<Mutant> mutants = new ArrayList<>();
        SourceParser.parse(List.of(new TextSource(source.name(), source.text())), (unit, trees) -> {
            SourcePositions positions = trees.getSourcePositions();
            mutants.addAll(new ValueMutants(source, unit, positions).find());
            mutants.addAll(new CallMutants(source, unit, positions).find());
            mutants.addAll(new StatementMutants(source, unit, positions).find());
        });
        mutants.sort(Comparator.comparingInt(Mutant::start));
        return mutants;
    }

    /** The solution with the change of one mutant. */
    public List<JavaFileObject> sources(Mutant mutant) {
        List<JavaFileObject> sources = new ArrayList<>();
        for (JavaFile file : solution) {
            String text = file.name().equals(mutant.file()) ? mutant.applyTo(file) : file.text();
            sources.add(new TextSource(file.name(), text));
        }
        return sources;
    }
}
