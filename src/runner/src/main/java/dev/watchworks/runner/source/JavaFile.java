package dev.watchworks.runner.source;

import dev.watchworks.runner.lesson.Workbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A Java source, parsed.
 *
 * @param name its file name
 * @param text what it holds
 * @param methods the methods with a body of all classes that have a name, in the order of the text
 * @param checks the methods that have the annotation {@code @Step}
 */
public record JavaFile(String name, String text, List<SourceMethod> methods, List<CheckMethod> checks) {

    /** Parsed files by name and text. Each proof and each answer needs the same few files, and parsing takes time. */
    private static final Map<List<String>, JavaFile> PARSED = new ConcurrentHashMap<>();

    /** Copies the lists. */
    public JavaFile {
        methods = List.copyOf(methods);
        checks = List.copyOf(checks);
    }

    /** Parses a file. */
    public static JavaFile of(Path file) {
        return of(file.getFileName().toString(), Workbook.read(file));
    }

    /** Parses a text. */
    public static JavaFile of(String name, String text) {
        return PARSED.computeIfAbsent(List.of(name, text), key -> parse(name, text));
    }

    /** Parses a text that hardly comes again, such as a learner's file, and does not keep it. */
    public static JavaFile parse(String name, String text) {
        List<SourceMethod> methods = new ArrayList<>();
        List<CheckMethod> checks = new ArrayList<>();
        SourceParser.parse(List.of(new TextSource(name, text)), (unit, trees) -> {
            MethodScanner scanner = new MethodScanner(unit, trees.getSourcePositions());
            scanner.scan(unit, MethodScanner.NO_CLASS);
            methods.addAll(scanner.methods());
            checks.addAll(scanner.checks());
        });
        return new JavaFile(name, text, methods, checks);
    }

    /** Returns the text with the body of each of these methods replaced. */
    public String withBodies(Predicate<SourceMethod> which, Function<SourceMethod, String> body) {
        StringBuilder changed = new StringBuilder(text);
        methods.stream()
                .filter(which)
                .sorted(Comparator.comparingInt(SourceMethod::bodyStart).reversed())
                .forEach(method -> changed.replace(method.bodyStart(), method.bodyEnd(), body.apply(method)));
        return changed.toString();
    }
}
