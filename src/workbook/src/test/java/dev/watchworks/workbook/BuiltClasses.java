package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.watchworks.runner.lesson.Workbook;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main classes of all modules of {@code src}. */
final class BuiltClasses {

    private BuiltClasses() {}

    /**
     * Reads the modules that are built: all in the whole build, at least those on the class path when this module runs
     * alone.
     */
    static JavaClasses read() {
        Workbook workbook = Workbook.here();
        List<Path> built = workbook.modules().stream()
                .filter(module -> module.startsWith("src/"))
                .map(module -> workbook.root().resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .distinct()
                .toList();
        assertThat(built)
                .hasSizeGreaterThan(1)
                .containsAll(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path ->
                                path.startsWith(workbook.root().resolve("src")) && path.endsWith("target/classes"))
                        .toList());
        return new ClassFileImporter().importPaths(built);
    }
}
