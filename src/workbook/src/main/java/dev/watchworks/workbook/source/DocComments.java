package dev.watchworks.workbook.source;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePathScanner;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.runner.source.SourceParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Javadoc comments of a source file. */
public final class DocComments {

    private DocComments() {}

    /** Returns the comments of all methods that have one, without the stars at the start of their lines. */
    public static List<String> ofMethods(Path file) {
        List<String> comments = new ArrayList<>();
        SourceParser.parse(
                Compilation.files(List.of(file)),
                (unit, trees) -> new TreePathScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                        String comment = trees.getDocComment(getCurrentPath());
                        if (comment != null) {
                            comments.add(comment);
                        }
                        return super.visitMethod(method, nothing);
                    }
                }.scan(unit, null));
        return comments;
    }
}
