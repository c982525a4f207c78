package dev.watchworks.runner.source;

import dev.watchworks.runner.lesson.Workbook;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The result of a compilation.
 *
 * @param errors the compiler's errors, in its order
 */
public record Compilation(List<Problem> errors) {

    /**
     * A compiler's error.
     *
     * @param file the file's name, without folders
     * @param line counted from 1
     * @param message the compiler's words
     */
    public record Problem(String file, long line, String message) {}

    /**
     * File managers that are not in use. A new one spends a third of a compilation on the jars of the class path, so
     * each is used again, for one compilation at a time.
     */
    private static final Deque<StandardJavaFileManager> IDLE = new ConcurrentLinkedDeque<>();

    /** Copies the list. */
    public Compilation {
        errors = List.copyOf(errors);
    }

    /** Reads files for the compiler. */
    public static List<JavaFileObject> files(List<Path> paths) {
        return paths.stream()
                .<JavaFileObject>map(file -> new TextSource(file.getFileName().toString(), Workbook.read(file)))
                .toList();
    }

    /**
     * Compiles as the lessons' build does.
     *
     * @param sources what to compile
     * @param classPath what to compile against, beside this JVM's own class path
     * @param output where the classes go
     */
    public static Compilation of(List<JavaFileObject> sources, List<Path> classPath, Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        String path = Stream.concat(
                        classPath.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        StandardJavaFileManager idle = IDLE.poll();
        StandardJavaFileManager files =
                idle == null ? compiler.getStandardFileManager(null, Locale.ENGLISH, null) : idle;
        try {
            Files.createDirectories(output);
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-parameters",
                    "-g",
                    "-nowarn",
                    "-cp",
                    path,
                    "-d",
                    output.toString());
            compiler.getTask(null, files, said, options, null, sources).call();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        IDLE.push(files);
        return new Compilation(errors(said));
    }

    static List<Problem> errors(DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Compilation::problem)
                .toList();
    }

    /**
     * Returns this compilation.
     *
     * @throws IllegalStateException when there are errors, with the errors
     */
    public Compilation orThrow(String what) {
        if (!errors.isEmpty()) {
            throw new IllegalStateException(what + " does not compile: " + errors);
        }
        return this;
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        return new Problem(
                source == null ? "" : Path.of(source.getName()).getFileName().toString(),
                diagnostic.getLineNumber(),
                diagnostic.getMessage(Locale.ENGLISH));
    }
}
