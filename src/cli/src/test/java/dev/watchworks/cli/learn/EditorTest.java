package dev.watchworks.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditorTest {

    private static final Path FILE = Path.of("A.java");

    @ParameterizedTest
    @CsvSource({
        "vim, vim +31 A.java",
        "nano -w, nano -w +31 A.java",
        "code -r, code -r --goto A.java:31",
        "/opt/idea/bin/idea, /opt/idea/bin/idea --line 31 A.java",
        "subl, subl A.java:31",
    })
    void anEditorOpensTheLine(String editor, String command) {
        assertThat(new Editor(Map.of("EDITOR", editor)).command(FILE, 31))
                .hasValueSatisfying(words -> assertThat(String.join(" ", words)).isEqualTo(command));
    }

    @Test
    void visualComesBeforeEditor() {
        assertThat(new Editor(Map.of("EDITOR", "ed", "VISUAL", "vi"))
                        .command(FILE, 1)
                        .orElseThrow())
                .startsWith("vi");
    }

    @Test
    void withoutAnEditorThePlaceIsNamed() {
        Editor editor = new Editor(Map.of());
        assertThat(editor.open(FILE, 31))
                .isEqualTo("No editor is known. Set the variable EDITOR, or open A.java at line 31.");
        assertThat(editor.needsTerminal()).isFalse();
    }
}
