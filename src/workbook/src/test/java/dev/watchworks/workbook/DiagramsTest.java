package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Workbook;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Mermaid diagrams in the pages can be drawn; otherwise a reader sees a box with an error. */
class DiagramsTest {

    private static final Pattern DIAGRAM = Pattern.compile("(?ms)^```mermaid\\n(.*?)^```");
    private static final Pattern KIND = Pattern.compile("\\A(sequenceDiagram|flowchart [A-Z]{2}|stateDiagram-v2)\\n");
    private static final Pattern ENTITY = Pattern.compile("[&#]\\w+;");

    @Test
    void eachDiagramSaysOfWhichKindItIs() {
        assertThat(diagrams())
                .isNotEmpty()
                .allSatisfy(diagram ->
                        assertThat(diagram.text()).as(diagram.page().toString()).containsPattern(KIND));
    }

    /** A semicolon ends a statement, so the text behind it would be read as the next statement. */
    @Test
    void noSentenceInADiagramHasASemicolon() {
        assertThat(diagrams())
                .isNotEmpty()
                .allSatisfy(diagram -> assertThat(diagram.text().lines())
                        .as(diagram.page().toString())
                        .noneMatch(line -> ENTITY.matcher(line).replaceAll("").contains(";")));
    }

    private static List<Diagram> diagrams() {
        Workbook workbook = Workbook.here();
        return Stream.of("docs", "lessons")
                .flatMap(folder -> workbook.files(folder, ".md").stream())
                .flatMap(page ->
                        DIAGRAM.matcher(Workbook.read(page)).results().map(found -> new Diagram(page, found.group(1))))
                .toList();
    }

    private record Diagram(Path page, String text) {}
}
