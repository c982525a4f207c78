package dev.watchworks.workbook.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import dev.watchworks.workbook.lesson.Workbook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc comments of a source file. */
public final class DocComments {

    private DocComments() {}

    /** Returns the comments of all methods that have one, without the stars at the start of their lines. */
    public static List<String> ofMethods(Path file) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        TextSource source = new TextSource(file.getFileName().toString(), Workbook.read(file));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, List.of(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            DocTrees trees = DocTrees.instance(task);
            List<String> comments = new ArrayList<>();
            new TreePathScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                    String comment = trees.getDocComment(getCurrentPath());
                    if (comment != null) {
                        comments.add(comment);
                    }
                    return super.visitMethod(method, nothing);
                }
            }.scan(unit, null);
            return comments;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
