package dev.watchworks.apiserver.fieldmanager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldManagerNameTest {

    @Test
    void anExplicitNameIsUsedUnchanged() {
        assertThat(FieldManagerName.of("a/b", "agent/1")).isEqualTo("a/b");
    }

    @Test
    void aUserAgentCountsUpToItsSlashWithoutUnprintableCharacters() {
        assertThat(FieldManagerName.of("", "kube\tctl\u0007 x/v1 (linux)")).isEqualTo("kubectl x");
        assertThat(FieldManagerName.of("", "")).isEmpty();
        assertThat(FieldManagerName.of("", "/v1")).isEmpty();
    }

    @Test
    void aLongUserAgentIsCutAtAWholeCharacter() {
        assertThat(FieldManagerName.of("", "a".repeat(127) + "\u00e4b")).isEqualTo("a".repeat(127));
    }
}
