package dev.watchworks.apiserver.printers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "PT-2S, <invalid>",
        "PT-0.5S, 0s",
        "PT0S, 0s",
        "PT119S, 119s",
        "PT120S, 2m",
        "PT190S, 3m10s",
        "PT10M30S, 10m",
        "PT179M, 179m",
        "PT180M, 3h",
        "PT7H59M, 7h59m",
        "PT8H30M, 8h",
        "PT47H, 47h",
        "PT48H, 2d",
        "PT50H, 2d2h",
        "P8D, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P744D, 2y14d",
        "P2920D, 8y"
    })
    void aDurationIsWrittenWithOneOrTwoUnits(Duration duration, String written) {
        assertThat(HumanDuration.of(duration)).isEqualTo(written);
    }

    @Test
    void anAgeIsTheTimeFromTheTimestampToNow() {
        assertThat(HumanDuration.since("2026-01-02T03:04:00Z", NOW)).isEqualTo("5s");
    }

    @Test
    void anInvalidTimestampHasAnUnknownAge() {
        assertThat(HumanDuration.since("", NOW)).isEqualTo("<unknown>");
        assertThat(HumanDuration.since("yesterday", NOW)).isEqualTo("<unknown>");
    }
}
