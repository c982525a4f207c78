package dev.watchworks.page.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.watchworks.page.view.SolutionView.DiffLine;
import dev.watchworks.runner.answer.StepSolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolutionViewTest {

    @Test
    void linesThatDifferAreMarkedWordByWord() {
        assertThat(compare("void stop() {\n    open = false;\n}", "void stop() {\n    running = false;\n}"))
                .containsExactly(
                        new DiffLine("equal", "void stop() {", "void stop() {"),
                        new DiffLine("change", "    \u0001open\u0002 = false;", "    \u0001running\u0002 = false;"),
                        new DiffLine("equal", "}", "}"));
    }

    @Test
    void anotherIndentationIsNoDifference() {
        assertThat(compare("if (a) {\nb();\n}", "if (a) {\n    b();\n}"))
                .extracting(DiffLine::kind, DiffLine::ours)
                .containsExactly(tuple("equal", "if (a) {"), tuple("equal", "    b();"), tuple("equal", "}"));
    }

    @Test
    void charactersOfHtmlStayAsTheyAre() {
        assertThat(compare("List<String> a = b && c;", "List<String> a = b && c;"))
                .containsExactly(new DiffLine("equal", "List<String> a = b && c;", "List<String> a = b && c;"));
    }

    @Test
    void aMethodThatIsNotThereIsAllOurs() {
        assertThat(compare("", "void stop() {\n}")).extracting(DiffLine::kind).containsExactly("insert", "insert");
    }

    private static List<DiffLine> compare(String yours, String ours) {
        return SolutionView.of(new StepSolution("solutions/x/X.java", ours, yours))
                .lines();
    }
}
