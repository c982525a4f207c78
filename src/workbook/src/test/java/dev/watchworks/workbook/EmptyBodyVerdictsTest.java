package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyBodyVerdictsTest {

    @Test
    void aStepIsProvenByOneCheckThatIsWrong() {
        assertThat(EmptyBodyVerdicts.complaints(List.of(result("one", "DONE"), result("two", "WRONG"))))
                .isEmpty();
        assertThat(EmptyBodyVerdicts.passed(List.of(result("one", "DONE"), result("two", "WRONG"))))
                .containsExactly("one");
    }

    @Test
    void aStepWhoseChecksAllPassIsNotProven() {
        assertThat(EmptyBodyVerdicts.complaints(List.of(result("one", "DONE"), result("two", "DONE"))))
                .containsExactly("none of its 2 checks is WRONG");
    }

    @Test
    void aStepWithoutChecksIsNotProven() {
        assertThat(EmptyBodyVerdicts.complaints(List.of())).containsExactly("none of its 0 checks is WRONG");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TODO", "HUNG", "ENVIRONMENT", "NOT_RUN", CheckResult.TROUBLE})
    void anotherVerdictIsAComplaintEvenBesideOneThatIsWrong(String verdict) {
        assertThat(EmptyBodyVerdicts.complaints(List.of(result("one", verdict), result("two", "WRONG"))))
                .containsExactly("one is " + verdict + ": what was found");
    }

    private static CheckResult result(String check, String verdict) {
        return new CheckResult(check, 1, verdict, "", "", "what was found", "");
    }
}
