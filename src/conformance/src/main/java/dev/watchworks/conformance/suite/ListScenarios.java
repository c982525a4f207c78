package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.COMPACTED;
import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Lists: their items, versions and pages. */
final class ListScenarios {

    @ConformanceScenario(value = 21, on = EXCLUSIVE)
    void anEmptyListHasAVersionAndNoItems(ScenarioClient client) {
        ScenarioResponse list = client.get(client.in("configmaps")).lists();

        list.is("/kind", "ConfigMapList").is("/apiVersion", "v1").is("/items", "[]");
        assertThat(list.versionNumber()).isPositive();
    }

    @ConformanceScenario(21)
    void aListIsInTheOrderOfNames(ScenarioClient client) {
        client.configMap("b");
        client.configMap("c");
        client.configMap("a");

        client.get(client.in("configmaps")).lists("a", "b", "c");
    }

    @ConformanceScenario(21)
    void aListIncludesTheLastWrite(ScenarioClient client) {
        long last = client.configMap("a").versionNumber();

        assertThat(client.get(client.in("configmaps")).versionNumber()).isGreaterThanOrEqualTo(last);
    }

    @ConformanceScenario(21)
    void anEmptyNamespaceInAPathStandsForAll(ScenarioClient client) {
        client.configMap("a");
        String here = "?fieldSelector=metadata.name=a,metadata.namespace=" + client.namespace();

        client.get("/api/v1/namespaces//configmaps" + here).lists("a");
        client.get("/api/v1/namespaces//configmaps/a").fails(400, "BadRequest", "Namespace parameter required.");
        client.get("/api/v1/namespaces//nodes").code(404);
        client.get("/api/v1//configmaps").code(404);
    }

    @ConformanceScenario(22)
    void itemsHaveNeitherKindNorVersionOfTheApi(ScenarioClient client) {
        client.configMap("a");

        client.get(client.in("configmaps")).lists("a").lacks("/items/0/kind").lacks("/items/0/apiVersion");
    }

    @ConformanceScenario(23)
    void aListWithoutAVersionHasAllThatWasWritten(ScenarioClient client) {
        client.configMap("a");
        client.delete(client.in("configmaps/a"));
        client.configMap("b");

        client.get(client.in("configmaps")).lists("b");
    }

    @ConformanceScenario(23)
    void versionZeroIgnoresTheLimit(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        client.get(client.in("configmaps")).lists("a", "b");

        client.get(client.in("configmaps?resourceVersion=0&limit=1"))
                .lists("a", "b")
                .lacks("/metadata/continue");
    }

    @ConformanceScenario(23)
    void aVersionMeansNotOlderThanIt(ScenarioClient client) {
        String version = client.configMap("a").version();
        client.configMap("b");

        ScenarioResponse list =
                client.get(client.in("configmaps?resourceVersion=" + version)).code(200);
        assertThat(list.versionNumber()).isGreaterThanOrEqualTo(Long.parseLong(version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(23)
    void anExactVersionShowsTheListOfThatTime(ScenarioClient client) {
        String version = client.configMap("a").version();
        client.configMap("b");
        client.delete(client.in("configmaps/a"));

        ScenarioResponse list =
                client.get(client.in("configmaps?resourceVersionMatch=Exact&resourceVersion=" + version));
        list.lists("a");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void aVersionWithALimitIsExact(ScenarioClient client) {
        client.configMap("a");
        String version = client.configMap("b").version();
        client.configMap("aa");

        ScenarioResponse list = client.get(client.in("configmaps?limit=5&resourceVersion=" + version));
        list.lists("a", "b");
        assertThat(list.version()).isEqualTo(version);
    }

    @ConformanceScenario(23)
    void theMatchNotOlderThanIsAccepted(ScenarioClient client) {
        String version = client.configMap("a").version();
        client.configMap("b");
        client.get(client.in("configmaps")).lists("a", "b");

        ScenarioResponse list =
                client.get(client.in("configmaps?resourceVersionMatch=NotOlderThan&resourceVersion=" + version));
        assertThat(list.names()).contains("a");
    }

    @ConformanceScenario(value = 23, on = COMPACTED)
    void anExactVersionTooOldIsExpired(ScenarioClient client) {
        client.get(client.in("configmaps?resourceVersionMatch=Exact&resourceVersion=1"))
                .fails(410, "Expired", "The resourceVersion for the provided list is too old.");
    }

    @ConformanceScenario(23)
    void anExactMatchNeedsAVersion(ScenarioClient client) {
        client.get(client.in("configmaps?resourceVersionMatch=Exact")).code(422).is("/reason", "Invalid");
        client.get(client.in("configmaps?resourceVersionMatch=Exact&resourceVersion=0"))
                .code(422);
    }

    @ConformanceScenario(23)
    void anUnknownMatchIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?resourceVersionMatch=About&resourceVersion=1"))
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(24)
    void aListOfAFutureVersionTimesOut(ScenarioClient client) {
        long future = client.configMap("a").versionNumber() + 1_000_000;
        client.placeholder(Long.toString(future), "<future>");

        client.get(client.in("configmaps?resourceVersion=" + future))
                .code(504)
                .is("/reason", "Timeout")
                .is("/details/causes/0/reason", "ResourceVersionTooLarge")
                .is("/details/retryAfterSeconds", 1)
                .header("Retry-After", "1")
                .matches("/message", "Timeout: Too large resource version: \\d+, current: \\d+");
    }

    @ConformanceScenario(14)
    void aVersionOfAListThatIsNotANumberIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?resourceVersion=abc"))
                .fails(
                        400,
                        "BadRequest",
                        "invalid resource version: resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax");
    }

    @ConformanceScenario(value = 25, on = EXCLUSIVE)
    void pagesKeepTheVersionOfTheFirst(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        client.configMap("c");
        ScenarioResponse first = client.get(client.in("configmaps?limit=2")).lists("a", "b");
        first.is("/metadata/remainingItemCount", 1);
        client.configMap("bb");

        ScenarioResponse second =
                client.get(client.in("configmaps?limit=2&continue=" + first.text("/metadata/continue")));
        second.lists("c").lacks("/metadata/continue").lacks("/metadata/remainingItemCount");
        assertThat(second.version()).isEqualTo(first.version());
    }

    @ConformanceScenario(25)
    void aTokenNamesTheVersionAndWhereToGoOn(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        String token = client.get(client.in("configmaps?limit=1")).text("/metadata/continue");

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .matches("\\{\"v\":\"meta\\.k8s\\.io/v1\",\"rv\":\\d+,\"start\":\"/?a\\\\u0000\"\\}");
    }

    @ConformanceScenario(25)
    void aListWithASelectorDoesNotCountTheRest(ScenarioClient client) {
        client.configMap("a", "'on':'1'");
        client.configMap("b", "'on':'1'");

        client.get(client.in("configmaps?limit=1&labelSelector=on"))
                .lists("a")
                .has("/metadata/continue")
                .lacks("/metadata/remainingItemCount");
    }

    @ConformanceScenario(value = 25, on = EXCLUSIVE)
    void aPageAsLongAsTheListIsTheLast(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");

        client.get(client.in("configmaps?limit=2")).lists("a", "b").lacks("/metadata/continue");
    }

    @ConformanceScenario(25)
    void anInvalidTokenIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?continue=senseless")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(25)
    void aTokenAndAVersionExcludeEachOther(ScenarioClient client) {
        client.configMap("a");
        String version = client.configMap("b").version();
        String token = client.get(client.in("configmaps?limit=1")).text("/metadata/continue");

        client.get(client.in("configmaps?limit=1&resourceVersion=" + version + "&continue=" + token))
                .code(400);
    }

    @ConformanceScenario(25)
    void aDeletionBetweenTwoPagesDoesNotShow(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        ScenarioResponse first = client.get(client.in("configmaps?limit=1")).lists("a");
        client.delete(client.in("configmaps/b"));

        client.get(client.in("configmaps?limit=1&continue=" + first.text("/metadata/continue")))
                .lists("b");
    }

    @ConformanceScenario(value = 26, on = COMPACTED)
    void aTokenTooOldComesWithAFreshOne(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        ScenarioResponse expired = client.get(client.in("configmaps?limit=1&continue=" + token(1, "/a")));

        expired.code(410).is("/reason", "Expired").has("/metadata/continue");
        client.get(client.in("configmaps?limit=1&continue=" + expired.text("/metadata/continue")))
                .lists("b");
    }

    private static String token(long version, String after) {
        String inside = "{\"v\":\"meta.k8s.io/v1\",\"rv\":" + version + ",\"start\":\"" + after + "\\u0000\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
    }

    @ConformanceScenario(25)
    void aNegativeLimitIsIgnored(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");

        client.get(client.in("configmaps?limit=-1")).code(200);
        client.get(client.in("configmaps?limit=abc")).code(400);
    }

    @ConformanceScenario({21, 35})
    void aTimeOutThatIsNoDurationIsRefused(ScenarioClient client) {
        client.get(client.in("configmaps?timeout=invalid")).code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(36)
    void aListOfANamespaceThatIsNotThereIsEmpty(ScenarioClient client) {
        client.get("/api/v1/namespaces/no-such-namespace/configmaps").lists();
    }

    @ConformanceScenario({21, 25})
    void aListOfAllNamespacesIsInTheOrderOfKeys(ScenarioClient client) {
        String namespaces = "/api/v1/namespaces";
        String one = client.clusterScopedName(namespaces, "n");
        // A key is namespace/name, and a dash sorts before a slash.
        String first = client.clusterScopedName(namespaces, one);
        String map = "{'metadata':{'name':'%s','labels':{'order':'" + one + "'}}}";
        for (String namespace : List.of(one, first)) {
            client.post(namespaces, "{'metadata':{'name':'" + namespace + "'}}").code(201);
        }
        client.post(namespaces + "/" + one + "/configmaps", map.formatted("b")).code(201);
        client.post(namespaces + "/" + one + "/configmaps", map.formatted("a")).code(201);
        client.post(namespaces + "/" + first + "/configmaps", map.formatted("c"))
                .code(201);

        String all = "/api/v1/configmaps?labelSelector=order%3D" + one;
        client.get(all).lists("c", "a", "b");
        ScenarioResponse page = client.get(all + "&limit=2").lists("c", "a");
        client.get(all + "&limit=2&continue=" + page.text("/metadata/continue")).lists("b");
    }
}
