package dev.watchworks.labkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.WrongAnswerError;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static final Runnable WORTHWHILE = () -> {};

    @Test
    void reportsWhatWasExpectedWhatWasFoundAndWhy() {
        Expectation expectation = new Expectation("a line `new Pod: web`", WORTHWHILE)
                .within(Duration.ofMillis(10))
                .because("ADDED announces a new pod")
                .next("read lessons/01-raw-watch/README.md")
                .until(() -> false);
        assertThatExceptionOfType(WrongAnswerError.class)
                .isThrownBy(() -> expectation.otherwise(() -> "your code printed nothing"))
                .withMessage("expected a line `new Pod: web`, but your code printed nothing")
                .returns(
                        new Diagnosis(
                                "a line `new Pod: web`",
                                "your code printed nothing",
                                "ADDED announces a new pod",
                                "read lessons/01-raw-watch/README.md"),
                        WrongAnswerError::diagnosis);
    }

    @Test
    void waitsUntilTheConditionIsTrue() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        new Expectation("three looks", WORTHWHILE)
                .within(Duration.ofMinutes(1))
                .until(() -> looks.incrementAndGet() == 3)
                .otherwise(() -> "never asked");
        assertThat(looks).as("no look after the condition held").hasValue(3);
    }

    @Test
    void failsWhenTheConditionDoesNotStayTrue() {
        Iterator<Boolean> answers = List.of(true, true, false).iterator();
        Expectation expectation = new Expectation("quiet", WORTHWHILE).during(Duration.ofMinutes(1), answers::next);
        assertThatExceptionOfType(WrongAnswerError.class)
                .isThrownBy(() -> expectation.otherwise(() -> "a request came"))
                .withMessage("expected quiet, but a request came");
    }

    @Test
    void failsWhenTheConditionBecomesFalseAgain() {
        Iterator<Boolean> answers = List.of(false, true, true, false).iterator();
        Expectation expectation =
                new Expectation("one watch", WORTHWHILE).untilStable(Duration.ofMinutes(1), answers::next);
        assertThatExceptionOfType(WrongAnswerError.class)
                .isThrownBy(() -> expectation.otherwise(() -> "another one came"))
                .withMessage("expected one watch, but another one came");
    }

    @Test
    void nowChecksTheConditionOnce() {
        AtomicInteger looks = new AtomicInteger();
        Expectation expectation = new Expectation("one look", WORTHWHILE).now(() -> looks.incrementAndGet() == 2);
        assertThatExceptionOfType(WrongAnswerError.class)
                .isThrownBy(() -> expectation.otherwise(() -> "there were more"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void endsAPointlessWait() {
        Expectation expectation = new Expectation("anything", () -> {
                    throw new IllegalStateException("the step's own TODO");
                })
                .within(Duration.ofDays(1))
                .until(() -> false);
        assertThatIllegalStateException()
                .isThrownBy(() -> expectation.otherwise(() -> "never asked"))
                .withMessage("the step's own TODO");
    }
}
