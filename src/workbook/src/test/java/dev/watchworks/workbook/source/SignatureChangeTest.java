package dev.watchworks.workbook.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureChangeTest {

    private static final String TEXT = """
            package sample;

            class Answer implements Lesson {
                @Override
                public Map<String,  List<int[]>> first(Map<String, Integer> known, final long... rest) throws IOException {
                    throw Todo.step(1);
                }

                @Override
                public void second() { run(() -> { throw Todo.step(2); }); }
            }
            """;

    private final JavaFile file = JavaFile.of("Answer.java", TEXT);

    @Test
    void signaturesAreChangedInPlace() {
        List<SourceMethod> two = file.methods();
        assertThat(SignatureChange.ANOTHER_NAME.in(file, two))
                .contains("> firstMine(Map<String, Integer> known,")
                .contains("public void secondMine() {");
        assertThat(SignatureChange.ANOTHER_PARAMETER.in(file, two))
                .contains("> first(int more, Map<")
                .contains("public void second(int more) {");
        assertThat(SignatureChange.ANOTHER_RETURN_TYPE.withoutOverrideIn(file, two))
                .contains("{\n    \n    public java.util.BitSet first(Map<")
                .contains("}\n\n    \n    public java.util.BitSet second() {");
    }
}
