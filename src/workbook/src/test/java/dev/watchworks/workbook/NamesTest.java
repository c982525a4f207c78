package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.DeclarationScanner.DeclaredMethod;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of types and methods in the sources: one simple name for one idea, test names that are sentences. */
class NamesTest {

    /** Names that may stand for several types, each with the reason. */
    private static final Map<String, String> SHARED_NAMES =
            Map.of("Builder", "Java's word for a nested class that builds the class around it");

    /** What makes a method a test: JUnit's and jqwik's annotations, and those of checks and scenarios. */
    private static final Set<String> TEST_ANNOTATIONS = Set.of(
            "Test",
            "ParameterizedTest",
            "RepeatedTest",
            "TestFactory",
            "Property",
            "Example",
            "Step",
            "ConformanceScenario");

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern SENTENCE = Pattern.compile("[a-z]+[A-Z0-9][A-Za-z0-9]*");

    private final Workbook workbook = Workbook.here();

    /** A private type is known to its own file only. A solution has the names of its lesson, so neither is looked at. */
    @Test
    void aSimpleNameStandsForOneType() {
        Map<String, Set<Path>> files = new TreeMap<>();
        DeclarationScanner.scan(mainSources()).types().stream()
                .filter(type -> !type.isPrivate())
                .forEach(type -> files.computeIfAbsent(type.name(), name -> new TreeSet<>())
                        .add(workbook.root().relativize(type.file())));
        assertThat(files).hasSizeGreaterThan(500);
        files.keySet().removeAll(SHARED_NAMES.keySet());
        files.values().removeIf(places -> places.size() == 1);
        assertThat(files)
                .as("simple names that stand for several types: give each type the name of its own idea")
                .isEmpty();
    }

    @Test
    void methodsAreCamelCase() {
        assertThat(allMethods())
                .filteredOn(method -> !CAMEL_CASE.matcher(method.name()).matches())
                .isEmpty();
    }

    /** Samples are run by a test, as the thing that it looks at. */
    @Test
    void aTestsNameIsASentence() {
        List<DeclaredMethod> tests = allMethods().stream()
                .filter(method -> !method.type().endsWith("Samples"))
                .filter(method -> method.annotations().stream().anyMatch(TEST_ANNOTATIONS::contains))
                .toList();
        assertThat(tests)
                .hasSizeGreaterThan(500)
                .filteredOn(test -> !SENTENCE.matcher(test.name()).matches())
                .isEmpty();
    }

    private List<Path> mainSources() {
        String tests = "/src/test/".replace('/', File.separatorChar);
        Path answers = workbook.root().resolve("src/workbook");
        return workbook.files("src", ".java").stream()
                .filter(file -> !file.toString().contains(tests))
                .filter(file -> !file.startsWith(answers.resolve("wrong-answers"))
                        && !file.startsWith(answers.resolve("right-answers")))
                .toList();
    }

    private List<DeclaredMethod> allMethods() {
        List<Path> files = Stream.of("src", "lessons", "solutions")
                .flatMap(folder -> workbook.files(folder, ".java").stream())
                .toList();
        return DeclarationScanner.scan(files).methods();
    }
}
