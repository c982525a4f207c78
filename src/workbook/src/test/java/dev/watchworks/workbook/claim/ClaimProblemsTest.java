package dev.watchworks.workbook.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaimProblemsTest {

    private static final String TABLE = """
            # Claims of lesson 9

            ## Step 1

            | the task says | checks | wrong answers |
            |---|---|---|
            | Print `web-1`.<br>It prints the name. | printsTheName | prints-nothing |

            Sentences that ask for nothing:

            - A pod has [a name](names.md). (explains)
            - The compiler holds the
              type. (given: the compiler)
            """;

    private static final List<String> TASK =
            List.of("Print web-1.", "A pod has a name.", "It prints the name.", "The compiler holds the type.");

    private static List<String> problems(String table, List<String> task, Map<String, String> caughtBy) {
        TaskText text = new TaskText(
                new TreeMap<>(Map.of(1, task)), new TreeMap<>(Map.of(1, String.join(" ", task) + " A hint.")));
        return new ClaimProblems(ClaimTable.parse(table), text, Set.of("printsTheName"), caughtBy).find();
    }

    @Test
    void acceptsACompleteTable() {
        assertThat(problems(TABLE, TASK, Map.of("prints-nothing", "printsTheName")))
                .isEmpty();
    }

    @Test
    void findsASentenceOfTheTaskThatNobodyListed() {
        List<String> more = List.of(
                "Print web-1.",
                "A pod has a name.",
                "It prints the name.",
                "The compiler holds the type.",
                "Close it.");
        assertThat(problems(TABLE, more, Map.of("prints-nothing", "printsTheName")))
                .containsExactly("step 1 says what is no claim yet: Close it.");
    }

    @Test
    void findsAQuoteThatTheTaskDoesNotHave() {
        String stale = TABLE.replace("It prints the name.", "It writes the name.");
        assertThat(problems(stale, TASK, Map.of("prints-nothing", "printsTheName")))
                .containsExactlyInAnyOrder(
                        "step 1 does not say: It writes the name.",
                        "step 1 says what is no claim yet: It prints the name.");
    }

    @Test
    void findsAWrongAnswerThatNoneOfTheChecksCatches() {
        assertThat(problems(TABLE, TASK, Map.of("prints-nothing", "closesIt")))
                .singleElement()
                .asString()
                .contains("`prints-nothing` is caught by `closesIt`, which is none of its checks [printsTheName]");
    }

    @Test
    void findsAWrongAnswerAndACheckWithoutAClaim() {
        String empty = TABLE.replace("| printsTheName | prints-nothing |", "| | |");
        assertThat(problems(empty, TASK, Map.of("prints-nothing", "printsTheName")))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("a claim needs a check and a wrong answer"))
                .contains("no claim names the check `printsTheName`")
                .contains("no claim names the wrong answer `prints-nothing`");
    }

    @Test
    void namesALineThatItCannotRead() {
        assertThatThrownBy(() -> ClaimTable.parse("## Step 1\n- A sentence without a reason."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("- A sentence without a reason.");
    }

    @Test
    void textLosesItsMarkup() {
        assertThat(PlainText.of("Call {@link #run run} or {@link Watch}, `a` and [b](c.md#d);\n *not* {@code null}."))
                .isEqualTo("Call run or Watch, a and b; not null.");
        assertThat(PlainText.sentences("Print it. Close the watch of Config.fromUrl, too. Return."))
                .containsExactly("Print it.", "Close the watch of Config.fromUrl, too.", "Return.");
    }
}
