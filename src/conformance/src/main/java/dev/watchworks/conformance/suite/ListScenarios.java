package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.AGED;
import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.ALONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Lists: what is in them, of which version, and in which pages. */
final class ListScenarios {

    @ConformanceScenario(value = 21, on = ALONE)
    void an_empty_list_has_a_version_and_no_items(ScenarioClient stage) {
        ScenarioResponse list = stage.get(stage.in("configmaps")).lists();

        list.is("/kind", "ConfigMapList").is("/apiVersion", "v1").is("/items", "[]");
        assertThat(list.number()).isPositive();
    }

    @ConformanceScenario(21)
    void a_list_is_in_the_order_of_names(ScenarioClient stage) {
        stage.map("b");
        stage.map("c");
        stage.map("a");

        stage.get(stage.in("configmaps")).lists("a", "b", "c");
    }

    @ConformanceScenario(21)
    void a_list_knows_the_last_write(ScenarioClient stage) {
        long last = stage.map("a").number();

        assertThat(stage.get(stage.in("configmaps")).number()).isGreaterThanOrEqualTo(last);
    }

    @ConformanceScenario(21)
    void an_empty_namespace_in_a_path_stands_for_all(ScenarioClient stage) {
        stage.map("a");
        String here = "?fieldSelector=metadata.name=a,metadata.namespace=" + stage.namespace();

        stage.get("/api/v1/namespaces//configmaps" + here).lists("a");
        stage.get("/api/v1/namespaces//configmaps/a").fails(400, "BadRequest", "Namespace parameter required.");
        stage.get("/api/v1/namespaces//nodes").code(404);
        stage.get("/api/v1//configmaps").code(404);
    }

    @ConformanceScenario(22)
    void items_have_neither_kind_nor_version_of_the_api(ScenarioClient stage) {
        stage.map("a");

        stage.get(stage.in("configmaps")).lists("a").lacks("/items/0/kind").lacks("/items/0/apiVersion");
    }

    @ConformanceScenario(23)
    void a_list_without_a_version_has_all_that_was_written(ScenarioClient stage) {
        stage.map("a");
        stage.delete(stage.in("configmaps/a"));
        stage.map("b");

        stage.get(stage.in("configmaps")).lists("b");
    }

    @ConformanceScenario(23)
    void version_zero_ignores_the_limit(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        stage.get(stage.in("configmaps")).lists("a", "b");

        stage.get(stage.in("configmaps?resourceVersion=0&limit=1"))
                .lists("a", "b")
                .lacks("/metadata/continue");
    }

    @ConformanceScenario(23)
    void a_version_means_not_older_than_it(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");

        ScenarioResponse list =
                stage.get(stage.in("configmaps?resourceVersion=" + version)).code(200);
        assertThat(list.number()).isGreaterThanOrEqualTo(Long.parseLong(version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(23)
    void an_exact_version_shows_what_was(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");
        stage.delete(stage.in("configmaps/a"));

        ScenarioResponse list = stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=" + version));
        list.lists("a");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void a_version_with_a_limit_is_exact(ScenarioClient stage) {
        stage.map("a");
        String version = stage.map("b").version();
        stage.map("aa");

        ScenarioResponse list = stage.get(stage.in("configmaps?limit=5&resourceVersion=" + version));
        list.lists("a", "b");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void not_older_than_can_be_said(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");
        stage.get(stage.in("configmaps")).lists("a", "b");

        ScenarioResponse list =
                stage.get(stage.in("configmaps?resourceVersionMatch=NotOlderThan&resourceVersion=" + version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(value = 23, on = AGED)
    void an_exact_version_too_old_is_gone(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=1"))
                .fails(410, "Expired", "The resourceVersion for the provided list is too old.");
    }

    @ConformanceScenario(23)
    void exact_wants_a_version(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact")).code(422).is("/reason", "Invalid");
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=0"))
                .code(422);
    }

    @ConformanceScenario(23)
    void an_unknown_match_is_refused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=About&resourceVersion=1"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(24)
    void a_version_of_the_future_times_out(ScenarioClient stage) {
        long future = stage.map("a").number() + 1_000_000;
        stage.told(Long.toString(future), "<future>");

        stage.get(stage.in("configmaps?resourceVersion=" + future))
                .code(504)
                .is("/reason", "Timeout")
                .is("/details/causes/0/reason", "ResourceVersionTooLarge")
                .is("/details/retryAfterSeconds", 1)
                .header("Retry-After", "1")
                .matches("/message", "Timeout: Too large resource version: \\d+, current: \\d+");
    }

    @ConformanceScenario(14)
    void a_senseless_version_of_a_list_is_refused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersion=abc"))
                .fails(
                        400,
                        "BadRequest",
                        "invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    @ConformanceScenario(value = 25, on = ALONE)
    void pages_keep_the_version_of_the_first(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        stage.map("c");
        ScenarioResponse first = stage.get(stage.in("configmaps?limit=2")).lists("a", "b");
        first.is("/metadata/remainingItemCount", 1);
        stage.map("bb");

        ScenarioResponse second =
                stage.get(stage.in("configmaps?limit=2&continue=" + first.text("/metadata/continue")));
        second.lists("c").lacks("/metadata/continue").lacks("/metadata/remainingItemCount");
        assertThat(second.version()).isEqualTo(first.version());
    }

    @ConformanceScenario(25)
    void a_token_names_the_version_and_where_to_go_on(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        String token = stage.get(stage.in("configmaps?limit=1")).text("/metadata/continue");

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .matches("\\{\"v\":\"meta\\.k8s\\.io/v1\",\"rv\":\\d+,\"start\":\"/?a\\\\u0000\"\\}");
    }

    @ConformanceScenario(25)
    void with_a_selector_nobody_counts_the_rest(ScenarioClient stage) {
        stage.map("a", "'on':'1'");
        stage.map("b", "'on':'1'");

        stage.get(stage.in("configmaps?limit=1&labelSelector=on"))
                .lists("a")
                .has("/metadata/continue")
                .lacks("/metadata/remainingItemCount");
    }

    @ConformanceScenario(value = 25, on = ALONE)
    void a_page_as_long_as_the_list_is_the_last(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");

        stage.get(stage.in("configmaps?limit=2")).lists("a", "b").lacks("/metadata/continue");
    }

    @ConformanceScenario(25)
    void a_token_that_is_none_is_refused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?continue=senseless")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(25)
    void a_token_and_a_version_exclude_each_other(ScenarioClient stage) {
        stage.map("a");
        String version = stage.map("b").version();
        String token = stage.get(stage.in("configmaps?limit=1")).text("/metadata/continue");

        stage.get(stage.in("configmaps?limit=1&resourceVersion=" + version + "&continue=" + token))
                .code(400);
    }

    @ConformanceScenario(25)
    void a_deletion_between_two_pages_does_not_show(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioResponse first = stage.get(stage.in("configmaps?limit=1")).lists("a");
        stage.delete(stage.in("configmaps/b"));

        stage.get(stage.in("configmaps?limit=1&continue=" + first.text("/metadata/continue")))
                .lists("b");
    }

    @ConformanceScenario(value = 26, on = AGED)
    void a_token_too_old_comes_with_a_fresh_one(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioResponse expired = stage.get(stage.in("configmaps?limit=1&continue=" + token(1, "/a")));

        expired.code(410).is("/reason", "Expired").has("/metadata/continue");
        stage.get(stage.in("configmaps?limit=1&continue=" + expired.text("/metadata/continue")))
                .lists("b");
    }

    private static String token(long version, String after) {
        String inside = "{\"v\":\"meta.k8s.io/v1\",\"rv\":" + version + ",\"start\":\"" + after + "\\u0000\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
    }

    @ConformanceScenario(25)
    void a_negative_limit_is_none(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");

        stage.get(stage.in("configmaps?limit=-1")).code(200);
        stage.get(stage.in("configmaps?limit=abc")).code(400);
    }

    @ConformanceScenario({21, 35})
    void a_time_out_that_is_no_duration_is_refused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?timeout=invalid")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(36)
    void a_list_of_a_namespace_that_is_not_there_is_empty(ScenarioClient stage) {
        stage.get("/api/v1/namespaces/no-such-namespace/configmaps").lists();
    }
}
