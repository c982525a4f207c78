package dev.watchworks.labkit.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.StepReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonFolderTest {

    @TempDir
    Path root;

    @BeforeEach
    void lesson() throws IOException {
        Files.createDirectories(root.resolve("lessons/05-new/hints"));
        Files.createDirectories(root.resolve("solutions/05-new"));
        hint("# Step 1: Begin", "", "## Hint 1", "look", "## Hint 2", "think", "## Hint 3", "write");
    }

    @Test
    void isFoundFromTheRootFromItselfAndFromItsSolution() {
        assertThat(LessonFolder.find("05-new", root).parent()).isEqualTo("lessons");
        assertThat(LessonFolder.find("05-new", root.resolve("lessons/05-new")).parent())
                .isEqualTo("lessons");
        assertThat(LessonFolder.find("05-new", root.resolve("solutions/05-new")).parent())
                .isEqualTo("solutions");
    }

    @Test
    void namesTheFolderWhereItSearched() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> LessonFolder.find("06-none", root))
                .withMessage("there is no folder lessons/06-none at or above "
                        + root.toAbsolutePath().normalize());
    }

    @Test
    void readsTheTitleOfAStepFromItsHints() {
        LessonFolder folder = LessonFolder.find("05-new", root);
        assertThat(folder.step(1)).isEqualTo(new StepReference("lessons", "05-new", 1, "Begin"));
        assertThat(folder.step(1).hints()).isEqualTo("lessons/05-new/hints/step-1.md");
        assertThat(folder.steps()).containsExactly(1);
    }

    @Test
    void requiresHintsForEachStep() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LessonFolder.find("05-new", root).step(2))
                .withMessage("lessons/05-new/hints/step-2.md is missing: each step needs a file with hints");
    }

    @Test
    void requiresThreeLevelsOfHints() throws IOException {
        hint("# Step 1: Begin", "## Hint 1", "look", "## Hint 2", "think");
        assertThatIllegalStateException()
                .isThrownBy(() -> LessonFolder.find("05-new", root).step(1))
                .withMessage("lessons/05-new/hints/step-1.md must have a heading \"## Hint 3\"");
    }

    @Test
    void requiresTextBelowEachHeading() throws IOException {
        hint("# Step 1: Begin", "## Hint 1", "look", "## Hint 2", "", "## Hint 3", "write");
        assertThatIllegalStateException()
                .isThrownBy(() -> LessonFolder.find("05-new", root).step(1))
                .withMessage("lessons/05-new/hints/step-1.md has no text under \"## Hint 2\"");
    }

    private void hint(String... lines) throws IOException {
        Files.write(root.resolve("lessons/05-new/hints/step-1.md"), List.of(lines));
    }
}
