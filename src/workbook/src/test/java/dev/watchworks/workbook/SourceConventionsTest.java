package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.runner.lesson.Workbook;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Conventions that only the source files show. */
class SourceConventionsTest {

    private static final int MOST_LINES = 400;

    private static final Pattern SLEEP = Pattern.compile("Thread\\.sleep\\(|TimeUnit\\.[A-Z]+\\.sleep\\(");

    /** The files beside the lessons: as few as a learner can see at a glance. */
    private static final Set<String> TOP_LEVEL = Set.of(
            ".ci",
            ".devcontainer",
            ".github",
            ".gitignore",
            ".mvn",
            ".run",
            ".vscode",
            "CONTRIBUTING.md",
            "LICENSE",
            "README.md",
            "docs",
            "lab",
            "lab.cmd",
            "lessons",
            "mvnw",
            "mvnw.cmd",
            "pom.xml",
            "solutions",
            "src");

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

    /** Files that git ignores do not matter: learners may put there what they like. */
    @Test
    void nothingStrayLiesAtTheTopLevel() throws Exception {
        Set<String> stray = new TreeSet<>();
        tracked().stream()
                .map(file -> file.split("/")[0])
                .filter(name -> !TOP_LEVEL.contains(name))
                .forEach(stray::add);
        assertThat(stray)
                .as("files and folders that git keeps at the repository's top level, and that do not belong there: "
                        + "move each into the module that it is about (git mv), or remove it (git rm -r); only what a "
                        + "learner must see first is entered in SourceConventionsTest.TOP_LEVEL")
                .isEmpty();
    }

    /** Returns the files that git keeps, relative to the top folder. */
    private List<String> tracked() throws IOException, InterruptedException {
        Process git;
        try {
            git = new ProcessBuilder("git", "ls-files")
                    .directory(workbook.root().toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            return notRun("there is no git on the PATH");
        }
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return git.waitFor() == 0 ? said.lines().toList() : notRun("git says: " + said.strip());
    }

    private static List<String> notRun(String reason) {
        System.out.println("NOT RUN: nothingStrayLiesAtTheTopLevel, because " + reason);
        return abort(reason);
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
