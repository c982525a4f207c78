package dev.watchworks.workbook.mutant;

import com.sun.source.util.SourcePositions;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceParser;
import dev.watchworks.runner.source.TextSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;

/**
 * All mutants of a lesson's solution.
 *
 * @param solution the files of the solution
 * @param all each mutant by its description; a number is added to descriptions that are the same
 */
public record Mutants(List<JavaFile> solution, Map<String, Mutant> all) {

    /** Makes the mutants of a lesson's solution. */
    public static Mutants of(Lesson lesson) {
        List<JavaFile> solution = lesson.answers().stream().map(JavaFile::of).toList();
        Map<String, Mutant> all = new LinkedHashMap<>();
        solution.stream().flatMap(file -> of(file).stream()).forEach(mutant -> {
            String description = mutant.describe();
            String name = description;
            for (int number = 2; all.containsKey(name); number++) {
                name = description + " (" + number + ")";
            }
            all.put(name, mutant);
        });
        return new Mutants(solution, all);
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
