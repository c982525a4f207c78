package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items 21 to 26 of the contract; each test names its item. */
class ListContractTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aListHasTheSnapshotsVersionAndKeyOrderEvenWhenItIsEmpty() {
        Answer empty = api.get(MAPS);
        api.post("/api/v1/namespaces", "{'metadata':{'name':'default-2'}}");
        api.map("b");
        api.map("a");
        api.post("/api/v1/namespaces/default-2/configmaps", "{'metadata':{'name':'c'}}");

        assertThat(empty.body())
                .hasToString(
                        "{\"kind\":\"ConfigMapList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"2\"},"
                                + "\"items\":[]}");
        assertThat(api.get(MAPS).names()).containsExactly("a", "b");
        // Keys are namespace/name, and a dash sorts before a slash.
        assertThat(api.get("/api/v1/configmaps").names()).containsExactly("c", "a", "b");
        assertThat(api.get("/api/v1/configmaps").version()).isEqualTo(Long.toString(api.store.revision()));
    }

    @Test
    void itemsHaveNoKindAndNoApiVersion() {
        var stored = api.map("a");
        stored.remove(List.of("kind", "apiVersion"));

        assertThat(api.get(MAPS).body().path("items").path(0)).isEqualTo(stored);
    }

    @Test
    void aVersionWithALimitOrAnExactMatchIsThatVersionsList() {
        String past = api.map("a").path("metadata").path("resourceVersion").asText();
        api.map("b");
        api.delete(MAPS + "/a");

        Answer exact = api.get(MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + past);
        Answer limited = api.get(MAPS + "?limit=5&resourceVersion=" + past);
        Answer notOlder = api.get(MAPS + "?resourceVersion=" + past);
        Answer any = api.get(MAPS + "?resourceVersion=0&limit=1");

        assertThat(exact.names()).containsExactly("a");
        assertThat(exact.version()).isEqualTo(past);
        assertThat(limited.names()).containsExactly("a");
        assertThat(notOlder.names()).containsExactly("b");
        assertThat(notOlder.version()).isEqualTo(Long.toString(api.store.revision()));
        assertThat(any.names()).containsExactly("b");
        assertThat(any.body().path("metadata").has("continue")).isFalse();
    }

    @Test
    void anExactListThatWasCompactedIsA410() {
        api.map("a");
        api.map("b");
        api.store.compact(api.store.revision());

        Answer gone = api.get(MAPS + "?resourceVersionMatch=Exact&resourceVersion=3");

        assertThat(gone.code()).isEqualTo(410);
        assertThat(gone.reason()).isEqualTo("Expired");
        assertThat(gone.message()).isEqualTo("The resourceVersion for the provided list is too old.");
    }

    @Test
    void aVersionFromTheFutureIsA504AfterThreeSecondsUnlessItComes() {
        CompletableFuture<ApiResponse> inVain =
                api.start("GET", MAPS + "?resourceVersion=99", "", "", "").toCompletableFuture();
        CompletableFuture<ApiResponse> soon =
                api.start("GET", MAPS + "?resourceVersion=3", "", "", "").toCompletableFuture();
        assertThat(inVain).isNotDone();
        assertThat(soon).isNotDone();
        api.map("a");
        assertThat(TestApi.answer(soon).names()).containsExactly("a");
        api.time.advance(Duration.ofSeconds(3));

        Answer timeout = TestApi.answer(inVain);
        assertThat(timeout.code()).isEqualTo(504);
        assertThat(timeout.headers()).containsEntry("Retry-After", "1");
        assertThat(timeout.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"Timeout: Too large resource version: 99, current: 3\",\"reason\":\"Timeout\","
                        + "\"details\":{\"causes\":[{\"reason\":\"ResourceVersionTooLarge\",\"message\":\"Too large"
                        + " resource version\"}],\"retryAfterSeconds\":1},\"code\":504}");
    }

    @Test
    void pagesKeepTheirVersionAndCountWhatRemains() {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            api.map(name);
        }
        Answer first = api.get(MAPS + "?limit=2");
        String token = first.body().path("metadata").path("continue").asText();
        api.delete(MAPS + "/c");
        api.map("cc");
        Answer second = api.get(MAPS + "?limit=2&continue=" + token);
        Answer last = api.get(MAPS + "?limit=2&continue="
                + second.body().path("metadata").path("continue").asText());

        assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":\"meta.k8s.io/v1\",\"rv\":7,\"start\":\"/b\\u0000\"}");
        List<String> names = new ArrayList<>(first.names());
        names.addAll(second.names());
        names.addAll(last.names());
        assertThat(names).containsExactly("a", "b", "c", "d", "e");
        assertThat(List.of(second.version(), last.version())).containsOnly(first.version());
        assertThat(first.body().path("metadata").path("remainingItemCount").asInt())
                .isEqualTo(3);
        assertThat(second.body().path("metadata").path("remainingItemCount").asInt())
                .isEqualTo(1);
        assertThat(last.body().path("metadata").has("continue")).isFalse();
    }

    @Test
    void withSelectorsNobodyCountsWhatRemains() {
        api.map("a");
        api.map("b");
        Answer page = api.get(MAPS + "?limit=1&labelSelector=none!%3Dx");

        assertThat(page.body().path("metadata").path("continue").asText()).isNotEmpty();
        assertThat(page.body().path("metadata").has("remainingItemCount")).isFalse();
    }

    @Test
    void pagesOverAllNamespacesGoOnInTheNextOne() {
        api.post("/api/v1/namespaces", "{'metadata':{'name':'other'}}");
        api.map("a");
        api.map("z");
        api.post("/api/v1/namespaces/other/configmaps", "{'metadata':{'name':'a'}}");
        Answer first = api.get("/api/v1/configmaps?limit=2");
        Answer second = api.get("/api/v1/configmaps?limit=2&continue="
                + first.body().path("metadata").path("continue").asText());

        assertThat(first.names()).containsExactly("a", "z");
        assertThat(second.names()).containsExactly("a");
        assertThat(second.body()
                        .path("items")
                        .path(0)
                        .path("metadata")
                        .path("namespace")
                        .asText())
                .isEqualTo("other");
    }

    @Test
    void anExpiredTokenIsA410WithOneThatGoesOnInconsistently() {
        api.map("a");
        api.map("b");
        String token = api.get(MAPS + "?limit=1")
                .body()
                .path("metadata")
                .path("continue")
                .asText();
        api.map("c");
        api.store.compact(api.store.revision());

        Answer expired = api.get(MAPS + "?limit=1&continue=" + token);
        String fresh = expired.body().path("metadata").path("continue").asText();
        Answer rest = api.get(MAPS + "?continue=" + fresh);

        assertThat(expired.code()).isEqualTo(410);
        assertThat(expired.reason()).isEqualTo("Expired");
        assertThat(expired.message()).startsWith("The provided continue parameter is too old");
        assertThat(rest.names()).containsExactly("b", "c");
        assertThat(rest.version()).isEqualTo(Long.toString(api.store.revision()));
    }

    @Test
    void senselessTokensAndLimitsAreRefusedInARealServersWords() {
        assertThat(api.get(MAPS + "?continue=abc").message())
                .isEqualTo("invalid continue token: continue key is not valid: invalid character 'i' looking for"
                        + " beginning of value");
        assertThat(api.get(MAPS + "?continue=!!!").message())
                .isEqualTo("invalid continue token: continue key is not valid: illegal base64 data at input byte 0");
        assertThat(api.get(MAPS + "?limit=many").message())
                .isEqualTo("strconv.ParseInt: parsing \"many\": invalid syntax");
        assertThat(api.get(MAPS + "?timeout=invalid").message())
                .isEqualTo("invalid timeout specified in the request URL - time: invalid duration \"invalid\"");
        assertThat(api.get(MAPS + "?timeout=1m30.5s").code()).isEqualTo(200);
        assertThat(api.get(MAPS + "?limit=-5").code()).isEqualTo(200);
        assertThat(api.get(MAPS + "?resourceVersion=0&resourceVersionMatch=Exact")
                        .message())
                .isEqualTo("ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden:"
                        + " resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
    }
}
