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
    void a_pod_on_a_node_ends_after_its_grace_period() {
        spec.put("nodeName", "node");

        assertThat(strategy.gracePeriodSeconds(pod)).isEqualTo(30);
    }

    @Test
    void a_pod_on_no_node_ends_at_once() {
        assertThat(strategy.gracePeriodSeconds(pod)).isZero();
    }

    @Test
    void a_pod_that_has_finished_ends_at_once() {
        spec.put("nodeName", "node");
        status.put("phase", "Succeeded");

        assertThat(strategy.gracePeriodSeconds(pod)).isZero();
    }

    @Test
    void a_negative_grace_period_is_one_second() {
        spec.put("nodeName", "node").put("terminationGracePeriodSeconds", -5);

        assertThat(strategy.gracePeriodSeconds(pod)).isEqualTo(1);
    }

    @Test
    void pods_are_selected_by_what_they_are_and_where() {
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
    void an_image_is_pulled_always_when_its_tag_moves(String image, boolean latest) {
        assertThat(PodDefaults.isLatest(image)).isEqualTo(latest);
    }
}
