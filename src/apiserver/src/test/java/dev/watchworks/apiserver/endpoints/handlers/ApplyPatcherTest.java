package dev.watchworks.apiserver.endpoints.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What scenarios cannot compare: times, and the order of several managers in a conflict, which Go leaves to chance. */
class ApplyPatcherTest {
    private static final String APPLY = "application/apply-patch+yaml";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    private TestApi.Answer apply(String manager, String data) {
        return api.send(
                "PATCH",
                TestApi.MAPS + "/m?fieldManager=" + manager,
                APPLY,
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{" + data + "}}");
    }

    private static JsonNode managers(TestApi.Answer answer) {
        return answer.body().path("metadata").path("managedFields");
    }

    @Test
    void aConflictListsTheManagersInTheirOrder() {
        apply("z", "'one':'1','two':'1'");
        apply("a", "'two':'1','three':'1'");

        TestApi.Answer refused = apply("b", "'one':'2','two':'2','three':'2'");

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.message())
                .isEqualTo("Apply failed with 4 conflicts: conflicts with \"a\":\n- .data.three\n- .data.two\n"
                        + "conflicts with \"z\":\n- .data.one\n- .data.two");
        assertThat(refused.body().path("details").path("causes")).hasSize(4);
    }

    @Test
    void anApplyThatChangesNothingKeepsTheTime() {
        TestApi.Answer created = apply("a", "'one':'1'");
        api.time.advance(Duration.ofSeconds(5));
        TestApi.Answer same = apply("a", "'one':'1'");
        TestApi.Answer changed = apply("a", "'one':'2'");

        assertThat(same.version()).isEqualTo(created.version());
        assertThat(managers(same)).isEqualTo(managers(created));
        assertThat(managers(changed).path(0).path("time"))
                .isNotEqualTo(managers(created).path(0).path("time"));
    }

    @Test
    void aManagerThatOnlyJoinsHasNoTime() {
        apply("a", "'one':'1'");
        TestApi.Answer joined = apply("b", "'one':'1'");

        assertThat(managers(joined).findValuesAsText("manager")).containsExactly("b", "a");
        assertThat(managers(joined).path(0).has("time")).isFalse();
    }

    @Test
    void aConfigurationOfJsonMayBeLooselyWritten() {
        TestApi.Answer created = api.send(
                "PATCH",
                TestApi.MAPS + "/m?fieldManager=a",
                APPLY,
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {one: words, }}");

        assertThat(created.code()).isEqualTo(201);
        assertThat(created.body().path("data").path("one").asText()).isEqualTo("words");
    }
}
