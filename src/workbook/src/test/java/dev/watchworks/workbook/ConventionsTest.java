package dev.watchworks.workbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.watchworks.workbook.lesson.Workbook;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house's conventions, over the classes of all modules of {@code src}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsTest {

    /** Names that say nothing of what a thing is for. */
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "utility", "utilities", "common", "helper", "helpers", "manager", "managers");

    private static final DescribedPredicate<JavaClass> OURS = JavaClass.Predicates.resideInAPackage("dev.watchworks..");

    private final JavaClasses classes = new ClassFileImporter().importPaths(folders());

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.watchworks.(**)").should().beFreeOfCycles().check(classes);
    }

    @Test
    void eachPackageIsNullMarked() {
        Set<String> unmarked = new TreeSet<>();
        classes.stream()
                .map(JavaClass::getPackage)
                .filter(type -> !type.isAnnotatedWith(NullMarked.class))
                .forEach(type -> unmarked.add(type.getName()));
        assertThat(unmarked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "todo, 'loopback apiserver conformance gateway labkit k3s cli workbook'",
        "loopback, 'todo apiserver conformance gateway labkit k3s cli workbook'",
        "apiserver, 'todo conformance gateway labkit k3s cli workbook'",
        "conformance, 'todo loopback gateway labkit k3s cli workbook'",
        "gateway, 'todo apiserver conformance labkit k3s cli workbook'",
        "labkit, 'conformance k3s cli workbook'",
        "k3s, 'todo apiserver conformance cli workbook'",
        "cli, 'conformance gateway labkit k3s workbook'"
    })
    void modulesKnowOnlyThoseBelowThem(String module, String unknown) {
        for (String other : unknown.split(" ")) {
            noClasses()
                    .that()
                    .resideInAPackage(packagesOf(module))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(packagesOf(other))
                    .check(classes);
        }
    }

    @Test
    void eachModuleIsInTheLayersAbove() {
        Set<String> modules = classes.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(modules)
                .containsExactlyInAnyOrder(
                        "todo", "loopback", "apiserver", "conformance", "gateway", "labkit", "k3s", "cli", "workbook");
    }

    @Test
    void nothingBelowTheWorkbookKnowsALesson() {
        noClasses()
                .that(OURS)
                .and()
                .resideOutsideOfPackage(packagesOf("workbook"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.watchworks.lesson..")
                .check(classes);
    }

    @Test
    void theApiServerHasNeitherJunitNorAClientInIt() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf("apiserver"), packagesOf("gateway"), packagesOf("loopback"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage(packagesOf("apiserver"))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.kubernetes.client..")
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.resideInAPackage("io.kubernetes.client.proto.."))))
                .check(classes);
    }

    /** Where the JDK or a library calls a type so, those who implement it may. */
    @Test
    void namesSayWhatAThingIsFor() {
        Set<String> empty = new TreeSet<>();
        for (JavaClass type : classes) {
            Set<String> packageWords = Set.of(type.getPackageName().split("\\."));
            words(type.getSimpleName()).stream()
                    .filter(EMPTY_WORDS::contains)
                    .filter(word -> inheritedNames(type).stream()
                            .noneMatch(name -> words(name).contains(word)))
                    .forEach(word -> empty.add(type.getName()));
            packageWords.stream().filter(EMPTY_WORDS::contains).forEach(word -> empty.add(type.getPackageName()));
        }
        assertThat(empty).isEmpty();
    }

    /** Those that are built: all of them in the whole build, at least those on the class path when this module runs alone. */
    private static List<Path> folders() {
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
        return built;
    }

    private static Set<String> inheritedNames(JavaClass type) {
        return type.getAllRawSuperclasses().stream()
                .filter(above -> !above.getPackageName().startsWith("dev.watchworks"))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    }

    private static List<String> words(String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|_"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String packagesOf(String module) {
        return "dev.watchworks." + module + "..";
    }
}
