package dev.watchworks.apiserver.controllers.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.golang.GoFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerImageTest {

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx:latest",
        "nginx:1.27, docker.io/library/nginx:1.27",
        "bitnami/nginx, docker.io/bitnami/nginx:latest",
        "registry.k8s.io/pause:3.10, registry.k8s.io/pause:3.10",
        "localhost:5000/app, localhost:5000/app:latest",
        "localhost/app:1, localhost/app:1",
        "nginx@sha256:abc, docker.io/library/nginx@sha256:abc",
    })
    void anImageHasItsFullName(String requested, String fullName) {
        assertThat(new ContainerImage(requested).fullName()).isEqualTo(fullName);
    }

    @Test
    void anImageIsIdentifiedByADigestThatIsAlwaysTheSame() {
        assertThat(new ContainerImage("nginx").id())
                .matches("docker.io/library/nginx@sha256:[0-9a-f]{64}")
                .isEqualTo(new ContainerImage("nginx:latest").id())
                .isNotEqualTo(new ContainerImage("nginx:1.27").id());
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "100, 100ms", "1200, 1.2s", "2000, 2s", "61500, 1m1.5s"})
    void durationsArePrintedAsGoPrintsThem(long millis, String printed) {
        assertThat(GoFormat.duration(Duration.ofMillis(millis))).isEqualTo(printed);
    }
}
