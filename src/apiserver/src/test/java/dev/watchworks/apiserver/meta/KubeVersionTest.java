package dev.watchworks.apiserver.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of apimachinery's documentation of versions. */
class KubeVersionTest {

    @Test
    void stableVersionsComeBeforeBetaAndAlphaAndOtherNames() {
        List<String> wanted = List.of(
                "v10", "v2", "v1", "v11beta2", "v10beta3", "v3beta1", "v12alpha1", "v11alpha2", "foo1", "foo10");
        List<String> sorted = new ArrayList<>(List.of(
                "foo10", "v1", "v11alpha2", "v3beta1", "v10", "foo1", "v11beta2", "v12alpha1", "v2", "v10beta3"));

        sorted.sort(KubeVersion.ORDER.reversed());

        assertThat(sorted).isEqualTo(wanted);
    }
}
