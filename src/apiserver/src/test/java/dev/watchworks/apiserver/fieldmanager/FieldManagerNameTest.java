package dev.watchworks.apiserver.fieldmanager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldManagerNameTest {

    @Test
    void a_name_that_is_given_counts_as_it_is() {
        assertThat(FieldManagerName.of("a/b", "agent/1")).isEqualTo("a/b");
    }

    @Test
    void a_user_agent_counts_up_to_its_slash_without_what_cannot_be_printed() {
        assertThat(FieldManagerName.of("", "kube\tctl\u0007 x/v1 (linux)")).isEqualTo("kubectl x");
        assertThat(FieldManagerName.of("", "")).isEmpty();
        assertThat(FieldManagerName.of("", "/v1")).isEmpty();
    }

    @Test
    void a_long_user_agent_is_cut_at_a_whole_character() {
        assertThat(FieldManagerName.of("", "a".repeat(127) + "\u00e4b")).isEqualTo("a".repeat(127));
    }
}
