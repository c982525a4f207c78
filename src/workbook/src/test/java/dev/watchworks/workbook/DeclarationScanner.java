package dev.watchworks.workbook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.runner.source.SourceParser;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds the types and methods that Java sources declare; sources are parsed, not compiled. */
final class DeclarationScanner extends TreeScanner<@Nullable Void, Path> {

    private final List<DeclaredType> types = new ArrayList<>();
    private final List<DeclaredMethod> methods = new ArrayList<>();
    private final Deque<String> enclosing = new ArrayDeque<>();

    /**
     * A type that has a name.
     *
     * @param name its simple name
     * @param isPrivate whether only its own file can use it
     */
    record DeclaredType(Path file, String name, boolean isPrivate) {}

    /**
     * A method.
     *
     * @param type the simple name of the type around it, empty in an anonymous class
     * @param annotations their names as they are written
     */
    record DeclaredMethod(Path file, String type, String name, List<String> annotations) {

        @Override
        public String toString() {
            return type + "." + name;
        }
    }

    /** What stands in each file. Several tests ask for the same files, and parsing takes time. */
    private static final Map<Path, DeclarationScanner> SCANNED = new ConcurrentHashMap<>();

    /** Scans all these files. */
    static DeclarationScanner scan(List<Path> files) {
        DeclarationScanner all = new DeclarationScanner();
        for (Path file : files) {
            DeclarationScanner one = SCANNED.computeIfAbsent(file, DeclarationScanner::scan);
            all.types.addAll(one.types);
            all.methods.addAll(one.methods);
        }
        return all;
    }

    private static DeclarationScanner scan(Path file) {
        DeclarationScanner scanner = new DeclarationScanner();
        SourceParser.parse(Compilation.files(List.of(file)), (unit, trees) -> scanner.scan(unit, file));
        return scanner;
    }

    List<DeclaredType> types() {
        return types;
    }

    List<DeclaredMethod> methods() {
        return methods;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Path file) {
        String name = type.getSimpleName().toString();
        if (!name.isEmpty()) {
            types.add(
                    new DeclaredType(file, name, type.getModifiers().getFlags().contains(Modifier.PRIVATE)));
        }
        enclosing.push(name);
        super.visitClass(type, file);
        enclosing.pop();
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Path file) {
        if (method.getReturnType() != null) {
            List<String> annotations = method.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .toList();
            methods.add(new DeclaredMethod(
                    file, enclosing.element(), method.getName().toString(), annotations));
        }
        return super.visitMethod(method, file);
    }
}
