package dev.watchworks.runner.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Parses Java sources with the JDK's own compiler, without compiling them. */
public final class SourceParser {

    private SourceParser() {}

    /**
     * Parses sources.
     *
     * @param reader gets the syntax tree of each source, and what knows its positions and comments
     */
    public static void parse(List<? extends JavaFileObject> sources, BiConsumer<CompilationUnitTree, DocTrees> reader) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            DocTrees trees = DocTrees.instance(task);
            task.parse().forEach(unit -> reader.accept(unit, trees));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns what a source that is no Java says to the parser; empty for a source that it can read. */
    public static List<Compilation.Problem> problems(JavaFileObject source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, said, List.of("-proc:none"), null, List.of(source));
            task.parse();
            return Compilation.errors(said);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
