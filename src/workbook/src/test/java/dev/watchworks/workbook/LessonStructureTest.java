package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.CheckMethod;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import dev.watchworks.workbook.source.LessonVariants;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lesson is complete: everything that it needs exists, and everything that exists is used. */
class LessonStructureTest {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @Test
    void theRootPomBuildsEachLessonAndItsSolutionAndNoOther() {
        List<String> expected = Stream.of("lessons", "solutions")
                .flatMap(parent -> lessons().stream().map(lesson -> parent + "/" + lesson))
                .toList();
        assertThat(Workbook.here().modules())
                .filteredOn(module -> module.startsWith("lessons") || module.startsWith("solutions"))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aReadmeSaysHowToRunTheLesson(Lesson lesson) {
        Path readme = lesson.folder().resolve("README.md");
        assertThat(readme).exists();
        assertThat(Workbook.read(readme)).contains("./mvnw test -pl lessons/" + lesson);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void mavenWorksInsideTheLessonsFolderAndTheSolutions(Lesson lesson) {
        assertThat(lesson.folder().resolve(".mvn/maven.config"))
                .content()
                .contains("--file=../../pom.xml", "--projects=lessons/" + lesson);
        assertThat(lesson.solution().resolve(".mvn/maven.config"))
                .content()
                .contains("--file=../../pom.xml", "--projects=solutions/" + lesson);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachStepHasHintsAMarkerAndChecks(Lesson lesson) {
        LessonFolder folder = LessonFolder.find(lesson.name(), lesson.folder());
        List<Integer> hinted = folder.steps();
        assertThat(hinted)
                .isNotEmpty()
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, hinted.size()).boxed().toList());
        // Fails when a hint file has no title, or not three levels.
        assertThat(hinted)
                .allSatisfy(step -> assertThat(folder.step(step).title()).isNotBlank());
        assertThat(LessonVariants.of(lesson).steps())
                .as("markers in the starter")
                .containsExactlyElementsOf(hinted);
        assertThat(new TreeSet<>(checks(lesson).stream().map(CheckMethod::step).toList()))
                .as("checks")
                .containsExactlyElementsOf(hinted);
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachCheckIsInAClassThatTheBuildRuns(Lesson lesson) {
        assertThat(checks(lesson)).allSatisfy(check -> assertThat(check.type()).endsWith("Checks"));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theChecksOfAStepDeclareTheirOrder(Lesson lesson) {
        Map<Integer, List<CheckMethod>> steps =
                checks(lesson).stream().collect(Collectors.groupingBy(CheckMethod::step));
        assertThat(steps).allSatisfy((step, checks) -> {
            List<CheckMethod> inOrder = checks.stream()
                    .sorted(Comparator.comparingInt(CheckMethod::order))
                    .toList();
            assertThat(inOrder)
                    .extracting(CheckMethod::order)
                    .as("step " + step)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, checks.size()).boxed().toList());
            // JUnit runs class after class, so the checks of a class stand together.
            long changes = IntStream.range(1, inOrder.size())
                    .filter(index -> !inOrder.get(index)
                            .type()
                            .equals(inOrder.get(index - 1).type()))
                    .count();
            assertThat(changes + 1)
                    .as("groups of checks in step " + step)
                    .isEqualTo(checks.stream().map(CheckMethod::type).distinct().count());
        });
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theSolutionAnswersTheSameClassesAndLeavesNothingToDo(Lesson lesson) {
        Path starters = lesson.folder().resolve("src/main/java");
        Path answers = lesson.solution().resolve("src/main/java");
        assertThat(lesson.answers().stream().map(answers::relativize))
                .containsAll(lesson.starter().stream().map(starters::relativize).toList())
                .as("what the build copies from the lesson")
                .doesNotContainAnyElementsOf(
                        lesson.given().stream().map(starters::relativize).toList());
        assertThat(LessonVariants.of(lesson).solution().stream().flatMap(file -> file.methods().stream()))
                .allSatisfy(method ->
                        assertThat(method).extracting(SourceMethod::markers).isEqualTo(new TreeSet<>()));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theSolutionHasNoChecksOfItsOwn(Lesson lesson) {
        assertThat(lesson.solution().resolve("src/test")).doesNotExist();
    }

    private static List<CheckMethod> checks(Lesson lesson) {
        return lesson.checks().stream()
                .flatMap(file -> JavaFile.of(file).checks().stream())
                .toList();
    }
}
