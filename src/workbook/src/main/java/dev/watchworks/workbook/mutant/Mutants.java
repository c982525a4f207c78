package dev.watchworks.workbook.mutant;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.source.JavaFile;
import dev.watchworks.workbook.source.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

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
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            TextSource text = new TextSource(source.name(), source.text());
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, List.of(text));
            CompilationUnitTree unit = task.parse().iterator().next();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            return Stream.of(
                            new ValueMutants(source, unit, positions),
                            new CallMutants(source, unit, positions),
                            new StatementMutants(source, unit, positions))
                    .flatMap(scanner -> scanner.find().stream())
                    .sorted(Comparator.comparingInt(Mutant::start))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
