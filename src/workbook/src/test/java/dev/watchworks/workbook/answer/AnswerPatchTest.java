package dev.watchworks.workbook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerPatchTest {

    private static final String SOURCE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
    private static final String PATCH = """
            diff --git a/x/A.java b/x/A.java
            index 1..2 100644
            --- a/x/A.java
            +++ b/x/A.java
            @@ -2,5 +2,4 @@ somewhere
             two
             three
            -four
             five
             six
            """;

    @Test
    void changesTheSource() {
        assertThat(applied(PATCH, SOURCE)).isEqualTo("one\ntwo\nthree\nfive\nsix\nseven\n");
    }

    @Test
    void appliesAlthoughTheLinesHaveMoved() {
        assertThat(applied(PATCH, "new\nand more\n" + SOURCE))
                .isEqualTo("new\nand more\none\ntwo\nthree\nfive\nsix\nseven\n");
    }

    @Test
    void appliesAlthoughTheOutermostContextHasChanged() {
        assertThat(applied(PATCH, SOURCE.replace("two", "TWO").replace("six", "SIX")))
                .isEqualTo("one\nTWO\nthree\nfive\nSIX\nseven\n");
    }

    @Test
    void doesNotApplyWhereItsLineIsGone() {
        assertThatThrownBy(() -> applied(PATCH, SOURCE.replace("four", "4")))
                .hasMessage("its hunks are not to be found in x/A.java any more: the solution has changed there");
    }

    @Test
    void namesTheFilesThatThereAreForOneThatThereIsNot() {
        assertThatThrownBy(() -> new AnswerPatch(PATCH).applyTo(Map.of("x/B.java", SOURCE)))
                .hasMessage("it changes x/A.java, and the solution has only [x/B.java]; the paths must begin below"
                        + " src/main/java");
    }

    @Test
    void refusesATextThatChangesNothing() {
        assertThatThrownBy(() -> applied("Dear reader,\n", SOURCE)).hasMessageStartingWith("it ");
        assertThatThrownBy(() -> applied("", SOURCE)).hasMessageStartingWith("it changes nothing");
    }

    @Test
    void addsAFile() {
        String patch = """
                diff --git a/x/B.java b/x/B.java
                new file mode 100644
                index 0..2
                --- /dev/null
                +++ b/x/B.java
                @@ -0,0 +1,2 @@
                +class B {
                +}
                """;
        assertThat(new AnswerPatch(patch).applyTo(Map.of("x/A.java", SOURCE)))
                .containsOnly(Map.entry("x/A.java", SOURCE), Map.entry("x/B.java", "class B {\n}\n"));
    }

    private static String applied(String patch, String source) {
        return new AnswerPatch(patch).applyTo(Map.of("x/A.java", source)).get("x/A.java");
    }
}
