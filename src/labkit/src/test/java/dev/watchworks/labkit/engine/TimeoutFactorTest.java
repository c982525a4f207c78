package dev.watchworks.labkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutFactorTest {

    @Test
    void aTimeoutIsMultipliedByTheFactor() {
        assertThat(TimeoutFactor.applyTo(Duration.ofSeconds(5), "1")).isEqualTo(Duration.ofSeconds(5));
        assertThat(TimeoutFactor.applyTo(Duration.ofSeconds(5), "3")).isEqualTo(Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "a lot", ""})
    void anInvalidFactorIsRefused(String factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeoutFactor.applyTo(Duration.ofSeconds(5), factor))
                .withMessage("-Dlab.patience takes a whole number from 1 to 999, not \"" + factor + "\".");
    }
}
