package dev.watchworks.runner.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaFileTest {

    private static final String TEXT = """
            package sample;

            class Answer implements Lesson {
                @Override
                public Map<String,  List<int[]>> first(Map<String, Integer> known, final long... rest) throws IOException {
                    // a brace } in a comment, and "{" in a text
                    String brace = "}";
                    throw Todo.step(1);
                }

                @Override
                public void second() { run(() -> { throw Todo.step(2); }); }

                Handler third() {
                    return new Handler() {
                        @Override
                        public boolean on(String key) {
                            throw Todo.step(3);
                        }
                    };
                }

                static class Inner {
                    int second() {
                        return Other.step(2);
                    }
                }
            }
            """;

    private final JavaFile file = JavaFile.of("Answer.java", TEXT);

    @Test
    void methodsOfNamedClassesAreFoundWithAllMarkersInThem() {
        assertThat(file.methods())
                .extracting(SourceMethod::key, SourceMethod::line, method -> List.copyOf(method.markers()))
                .containsExactly(
                        tuple("Answer.first(Map<String,Integer>,long[])", 5L, List.of(1)),
                        tuple("Answer.second()", 12L, List.of(2)),
                        tuple("Answer.third()", 14L, List.of(3)),
                        tuple("Inner.second()", 24L, List.of()));
    }

    @Test
    void aBodyIsReplacedAndNothingElse() {
        assertThat(file.withBodies(method -> method.markers().contains(1), SourceMethod::emptyBody))
                .isEqualTo(TEXT.replaceFirst("(?s)\\{\\s+// a brace.*?step\\(1\\);\\s+}", "{ return null; }"));
    }

    @Test
    void severalBodiesAreReplacedAtOnce() {
        String changed = file.withBodies(method -> !method.markers().isEmpty(), SourceMethod::emptyBody);
        assertThat(changed)
                .contains("throws IOException { return null; }")
                .contains("public void second() { }")
                .contains("Handler third() { return null; }")
                .contains("return Other.step(2);")
                .doesNotContain("Todo");
    }

    @ParameterizedTest
    @CsvSource({
        "void, '{ }'",
        "boolean, '{ return false; }'",
        "int, '{ return 0; }'",
        "char, '{ return 0; }'",
        "double, '{ return 0; }'",
        "int[], '{ return null; }'",
        "Boolean, '{ return null; }'",
    })
    void anEmptyBodyReturnsTheNothingOfItsType(String type, String body) {
        JavaFile sample = JavaFile.of("A.java", "class A { " + type + " a() { throw Todo.step(1); } }");
        assertThat(sample.methods().get(0).emptyBody()).isEqualTo(body);
    }

    @Test
    void aCheckIsFoundInEitherSpellingOfItsStep() {
        JavaFile checks = JavaFile.of("SomeChecks.java", """
                class SomeChecks {
                    @Step(2) void first() {}
                    @OwnCluster @Step(deadlineSeconds = 60, value = 3, order = 4) void second() {}
                    @Test void third() {}
                }
                """);
        assertThat(Set.copyOf(checks.checks()))
                .containsExactlyInAnyOrder(
                        new CheckMethod("SomeChecks", "first", 2, 0), new CheckMethod("SomeChecks", "second", 3, 4));
    }
}
