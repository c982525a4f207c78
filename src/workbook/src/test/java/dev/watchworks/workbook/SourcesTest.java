package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.workbook.lesson.Workbook;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can only be seen in the sources. */
class SourcesTest {

    private static final int MOST_LINES = 400;

    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.[A-Z]+\\.sleep\\(");

    private final Workbook workbook = Workbook.here();

    @Test
    void noFileIsTooLongToRead() {
        assertThat(sources()).filteredOn(file -> lines(file) > MOST_LINES).isEmpty();
    }

    @Test
    void noTestWaitsByTheClock() {
        assertThat(sources().stream().filter(file -> file.toString().contains("/src/test/".replace('/', separator()))))
                .isNotEmpty()
                .filteredOn(file -> SLEEP.matcher(Workbook.read(file)).find())
                .isEmpty();
    }

    private List<Path> sources() {
        return Stream.of("src", "lessons", "solutions")
                .flatMap(folder -> workbook.files(folder, ".java").stream())
                .toList();
    }

    private static long lines(Path file) {
        return Workbook.read(file).lines().count();
    }

    private static char separator() {
        return File.separatorChar;
    }
}
