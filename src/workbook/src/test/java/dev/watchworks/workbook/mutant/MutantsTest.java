package dev.watchworks.workbook.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.JavaFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantsTest {

    private static List<String> mutants(String statements) {
        JavaFile file = JavaFile.of("A.java", "class A { int a(int b) { " + statements + " } }");
        return Mutants.of(file).stream().map(Mutant::describe).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if (b < 3) c(); | A.a, BOUNDARY: b < 3 -> b <= 3",
                "if (b < 3) c(); | A.a, CONDITION: (b < 3) -> (!((b < 3)))",
                "boolean c = b > 1 && d; | A.a, CONDITION: b > 1 && d -> d",
                "int c = b + d; | A.a, ARITHMETIC: b + d -> b - d",
                "int c = 60; | A.a, CONSTANT: 60 -> 61",
                "c(b); | A.a, REMOVAL: c(b); -> ;",
                "c(b, d); | A.a, ARGUMENTS: b, d -> d, b",
                "a.b().c(d); | A.a, CALL: a.b().c(d) -> a.b()",
                "return b; | A.a, RETURN: b -> 0",
                "notifyAll(); | A.a, CONCURRENCY: notifyAll -> notify",
                "synchronized (c) { d(); } | A.a, CONCURRENCY: synchronized (c) { d(); } -> { d(); }",
                "while (c) { wait(); } | A.a, CONCURRENCY: while -> if",
                "try { c(); } catch (RuntimeException d) { e(); } | A.a, EXCEPTION: { e(); } -> {}",
                "try { c(); } catch (RuntimeException d) { e(); } | A.a, EXCEPTION: RuntimeException -> IllegalStateException",
                "try (B c = d()) { e(); } | A.a, EXCEPTION: try (B c = d()) { e(); } -> { B c = d();  e(); }",
            })
    void eachKindOfChangeIsMade(String statements, String mutant) {
        assertThat(mutants(statements)).contains(mutant.replace(";  ", "; "));
    }

    @Test
    void linesOfTheLogAndMainStayAsTheyAre() {
        JavaFile file = JavaFile.of("A.java", """
                class A {
                    void a() { System.err.println("one " + 1); }
                    public static void main(String[] arguments) { b(2); }
                }
                """);
        assertThat(Mutants.of(file)).isEmpty();
    }

    @Test
    void aCatchBlockThatOnlyWritesToTheLogIsNotMadeEmpty() {
        assertThat(mutants("try { c(); } catch (IOException d) { System.err.println(d); }"))
                .anyMatch(mutant -> mutant.contains("throw d"))
                .noneMatch(mutant -> mutant.endsWith("-> {}"));
    }

    @Test
    void whatTheStarterGivesStaysAsItIs() {
        Lesson lesson = new Lesson(Workbook.here().root(), "04-rate-limited-queue");
        assertThat(Mutants.of(lesson).all().keySet())
                .anyMatch(mutant -> mutant.contains(".handleErr,"))
                .noneMatch(mutant -> mutant.contains(".allDeployments,"));
    }

    @Test
    void aListOfEquivalentMutantsHasReasonsAndADigest() {
        EquivalentMutants list = EquivalentMutants.parse("""
                # Equivalent mutants of lesson 9

                The mutants ran last with the sources `0123456789abcdef`.

                - `A.a, BOUNDARY: b < 3 -> b <= 3`
                  The number 3 never occurs,
                  because b is odd.
                """);
        assertThat(list.digest()).isEqualTo("0123456789abcdef");
        assertThat(list.reasons())
                .isEqualTo(Map.of("A.a, BOUNDARY: b < 3 -> b <= 3", "The number 3 never occurs, because b is odd."));
    }
}
