package dev.watchworks.runner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./lab reset} puts back what the lesson has. With {@code -Dworkbook.keep=true}, this test copies it. */
class KeptStarterTest {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void theCopyIsTheLessonsStarter(Lesson lesson) throws IOException {
        Map<String, String> starter = new TreeMap<>();
        for (Path file : lesson.starter()) {
            String path =
                    SavedAnswers.sources(lesson).relativize(file).toString().replace('\\', '/');
            starter.put(path, Files.readString(file));
            if (Boolean.getBoolean("workbook.keep")) {
                Path copy = KeptStarter.copy(lesson, path);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        assertThat(KeptStarter.of(lesson).files())
                .as(
                        "the starter of %s is not the copy in src/runner/starters; to copy it: ./mvnw test -pl src/runner "
                                + "-Dwatchworks.skip.source.tests=false -Dtest=KeptStarterTest -Dworkbook.keep=true",
                        lesson)
                .isEqualTo(starter);
    }
}
