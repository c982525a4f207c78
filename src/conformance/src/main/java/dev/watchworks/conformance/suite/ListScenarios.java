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
    void anEmptyListHasAVersionAndNoItems(ScenarioClient stage) {
        ScenarioResponse list = stage.get(stage.in("configmaps")).lists();

        list.is("/kind", "ConfigMapList").is("/apiVersion", "v1").is("/items", "[]");
        assertThat(list.number()).isPositive();
    }

    @ConformanceScenario(21)
    void aListIsInTheOrderOfNames(ScenarioClient stage) {
        stage.map("b");
        stage.map("c");
        stage.map("a");

        stage.get(stage.in("configmaps")).lists("a", "b", "c");
    }

    @ConformanceScenario(21)
    void aListKnowsTheLastWrite(ScenarioClient stage) {
        long last = stage.map("a").number();

        assertThat(stage.get(stage.in("configmaps")).number()).isGreaterThanOrEqualTo(last);
    }

    @ConformanceScenario(21)
    void anEmptyNamespaceInAPathStandsForAll(ScenarioClient stage) {
        stage.map("a");
        String here = "?fieldSelector=metadata.name=a,metadata.namespace=" + stage.namespace();

        stage.get("/api/v1/namespaces//configmaps" + here).lists("a");
        stage.get("/api/v1/namespaces//configmaps/a").fails(400, "BadRequest", "Namespace parameter required.");
        stage.get("/api/v1/namespaces//nodes").code(404);
        stage.get("/api/v1//configmaps").code(404);
    }

    @ConformanceScenario(22)
    void itemsHaveNeitherKindNorVersionOfTheApi(ScenarioClient stage) {
        stage.map("a");

        stage.get(stage.in("configmaps")).lists("a").lacks("/items/0/kind").lacks("/items/0/apiVersion");
    }

    @ConformanceScenario(23)
    void aListWithoutAVersionHasAllThatWasWritten(ScenarioClient stage) {
        stage.map("a");
        stage.delete(stage.in("configmaps/a"));
        stage.map("b");

        stage.get(stage.in("configmaps")).lists("b");
    }

    @ConformanceScenario(23)
    void versionZeroIgnoresTheLimit(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        stage.get(stage.in("configmaps")).lists("a", "b");

        stage.get(stage.in("configmaps?resourceVersion=0&limit=1"))
                .lists("a", "b")
                .lacks("/metadata/continue");
    }

    @ConformanceScenario(23)
    void aVersionMeansNotOlderThanIt(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");

        ScenarioResponse list =
                stage.get(stage.in("configmaps?resourceVersion=" + version)).code(200);
        assertThat(list.number()).isGreaterThanOrEqualTo(Long.parseLong(version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(23)
    void anExactVersionShowsWhatWas(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");
        stage.delete(stage.in("configmaps/a"));

        ScenarioResponse list = stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=" + version));
        list.lists("a");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void aVersionWithALimitIsExact(ScenarioClient stage) {
        stage.map("a");
        String version = stage.map("b").version();
        stage.map("aa");

        ScenarioResponse list = stage.get(stage.in("configmaps?limit=5&resourceVersion=" + version));
        list.lists("a", "b");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void notOlderThanCanBeSaid(ScenarioClient stage) {
        String version = stage.map("a").version();
        stage.map("b");
        stage.get(stage.in("configmaps")).lists("a", "b");

        ScenarioResponse list =
                stage.get(stage.in("configmaps?resourceVersionMatch=NotOlderThan&resourceVersion=" + version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(value = 23, on = AGED)
    void anExactVersionTooOldIsGone(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=1"))
                .fails(410, "Expired", "The resourceVersion for the provided list is too old.");
    }

    @ConformanceScenario(23)
    void exactWantsAVersion(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact")).code(422).is("/reason", "Invalid");
        stage.get(stage.in("configmaps?resourceVersionMatch=Exact&resourceVersion=0"))
                .code(422);
    }

    @ConformanceScenario(23)
    void anUnknownMatchIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersionMatch=About&resourceVersion=1"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(24)
    void aVersionOfTheFutureTimesOut(ScenarioClient stage) {
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
    void aSenselessVersionOfAListIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?resourceVersion=abc"))
                .fails(
                        400,
                        "BadRequest",
                        "invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    @ConformanceScenario(value = 25, on = ALONE)
    void pagesKeepTheVersionOfTheFirst(ScenarioClient stage) {
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
    void aTokenNamesTheVersionAndWhereToGoOn(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        String token = stage.get(stage.in("configmaps?limit=1")).text("/metadata/continue");

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .matches("\\{\"v\":\"meta\\.k8s\\.io/v1\",\"rv\":\\d+,\"start\":\"/?a\\\\u0000\"\\}");
    }

    @ConformanceScenario(25)
    void withASelectorNobodyCountsTheRest(ScenarioClient stage) {
        stage.map("a", "'on':'1'");
        stage.map("b", "'on':'1'");

        stage.get(stage.in("configmaps?limit=1&labelSelector=on"))
                .lists("a")
                .has("/metadata/continue")
                .lacks("/metadata/remainingItemCount");
    }

    @ConformanceScenario(value = 25, on = ALONE)
    void aPageAsLongAsTheListIsTheLast(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");

        stage.get(stage.in("configmaps?limit=2")).lists("a", "b").lacks("/metadata/continue");
    }

    @ConformanceScenario(25)
    void aTokenThatIsNoneIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?continue=senseless")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(25)
    void aTokenAndAVersionExcludeEachOther(ScenarioClient stage) {
        stage.map("a");
        String version = stage.map("b").version();
        String token = stage.get(stage.in("configmaps?limit=1")).text("/metadata/continue");

        stage.get(stage.in("configmaps?limit=1&resourceVersion=" + version + "&continue=" + token))
                .code(400);
    }

    @ConformanceScenario(25)
    void aDeletionBetweenTwoPagesDoesNotShow(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        ScenarioResponse first = stage.get(stage.in("configmaps?limit=1")).lists("a");
        stage.delete(stage.in("configmaps/b"));

        stage.get(stage.in("configmaps?limit=1&continue=" + first.text("/metadata/continue")))
                .lists("b");
    }

    @ConformanceScenario(value = 26, on = AGED)
    void aTokenTooOldComesWithAFreshOne(ScenarioClient stage) {
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
    void aNegativeLimitIsNone(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");

        stage.get(stage.in("configmaps?limit=-1")).code(200);
        stage.get(stage.in("configmaps?limit=abc")).code(400);
    }

    @ConformanceScenario({21, 35})
    void aTimeOutThatIsNoDurationIsRefused(ScenarioClient stage) {
        stage.get(stage.in("configmaps?timeout=invalid")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(36)
    void aListOfANamespaceThatIsNotThereIsEmpty(ScenarioClient stage) {
        stage.get("/api/v1/namespaces/no-such-namespace/configmaps").lists();
    }
}
