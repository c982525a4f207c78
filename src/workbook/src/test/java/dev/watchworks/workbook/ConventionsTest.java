package dev.watchworks.workbook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The conventions for packages and names, checked on the main classes of all modules of {@code src}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventionsTest {

    /** Words that do not say what a type or a package is for. */
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "utility", "utilities", "common", "helper", "helpers");

    private static final DescribedPredicate<JavaClass> OURS = JavaClass.Predicates.resideInAPackage("dev.watchworks..");

    private final JavaClasses classes = BuiltClasses.read();

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
    void theServersUseNeitherJunitNorAKubernetesClient() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf("apiserver"), packagesOf("gateway"), packagesOf("loopback"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "org.awaitility..", "io.kubernetes..")
                .check(classes);
    }

    @Test
    void namesSayWhatAThingIsFor() {
        Set<String> empty = new TreeSet<>();
        for (JavaClass type : classes) {
            Set<String> packageWords = Set.of(type.getPackageName().split("\\."));
            words(type.getSimpleName()).stream()
                    .filter(EMPTY_WORDS::contains)
                    .forEach(word -> empty.add(type.getName()));
            packageWords.stream().filter(EMPTY_WORDS::contains).forEach(word -> empty.add(type.getPackageName()));
        }
        assertThat(empty).isEmpty();
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
