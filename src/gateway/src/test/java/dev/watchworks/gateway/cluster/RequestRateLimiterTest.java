package dev.watchworks.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestRateLimiterTest {

    @Test
    void letsABurstThroughAndSpacesWhatFollows() {
        RequestRateLimiter rateLimiter = RequestRateLimiter.of(1, 3);
        for (int request = 0; request < 3; request++) {
            assertThat(rateLimiter.reserve()).isZero();
        }
        Duration fourth = rateLimiter.reserve();
        assertThat(fourth).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        // The clock goes on, so the difference is less than a second.
        assertThat(rateLimiter.reserve()).isGreaterThan(fourth).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void letsEverythingThroughWhereThereIsNone() {
        RequestRateLimiter none = RequestRateLimiter.unlimited();
        for (int request = 0; request < 10_000; request++) {
            assertThat(none.reserve()).isZero();
        }
    }

    @Test
    void wantsNumbersThatLetSomethingThrough() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestRateLimiter.of(0, 5))
                .withMessage("a limit lets at least one request through, not 0 a second and 5 at once");
    }
}
