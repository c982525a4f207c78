package dev.watchworks.apiserver.api.core.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStrategyTest {
    private final PodStrategy strategy = new PodStrategy();
    private final ObjectNode pod = JsonNodeFactory.instance.objectNode();
    private final ObjectNode spec = pod.putObject("spec").put("terminationGracePeriodSeconds", 30);
    private final ObjectNode status = pod.putObject("status").put("phase", "Running");

    @Test
    void aPodOnANodeEndsAfterItsGracePeriod() {
        spec.put("nodeName", "node");

        assertThat(strategy.gracePeriodSeconds(pod)).isEqualTo(30);
    }

    @Test
    void aPodOnNoNodeEndsAtOnce() {
        assertThat(strategy.gracePeriodSeconds(pod)).isZero();
    }

    @Test
    void aPodThatHasFinishedEndsAtOnce() {
        spec.put("nodeName", "node");
        status.put("phase", "Succeeded");

        assertThat(strategy.gracePeriodSeconds(pod)).isZero();
    }

    @Test
    void aNegativeGracePeriodIsOneSecond() {
        spec.put("nodeName", "node").put("terminationGracePeriodSeconds", -5);

        assertThat(strategy.gracePeriodSeconds(pod)).isEqualTo(1);
    }

    @Test
    void podsAreSelectedByWhatTheyAreAndWhere() {
        spec.put("nodeName", "node").put("hostNetwork", true);

        assertThat(strategy.selectableFields())
                .containsOnlyKeys(
                        "spec.nodeName",
                        "spec.restartPolicy",
                        "spec.schedulerName",
                        "spec.serviceAccountName",
                        "spec.hostNetwork",
                        "status.phase",
                        "status.podIP",
                        "status.podIPs",
                        "status.nominatedNodeName");
        assertThat(value("spec.nodeName")).isEqualTo("node");
        assertThat(value("spec.hostNetwork")).isEqualTo("true");
        assertThat(value("status.phase")).isEqualTo("Running");
        assertThat(value("status.podIP")).isEmpty();
    }

    private String value(String field) {
        return Objects.requireNonNull(strategy.selectableFields().get(field)).apply(pod);
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, true",
        "nginx:latest, true",
        "nginx:1.27, false",
        "registry.example:5000/nginx, true",
        "registry.example:5000/nginx:1, false",
        "nginx@sha256:abc, false"
    })
    void anImageIsPulledAlwaysWhenItsTagMoves(String image, boolean latest) {
        assertThat(PodDefaults.isLatest(image)).isEqualTo(latest);
    }
}
