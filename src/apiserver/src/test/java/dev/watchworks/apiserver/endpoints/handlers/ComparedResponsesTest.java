package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers in which a comparison with a real kube-apiserver 1.34 found a difference; each test names its item. */
class ComparedResponsesTest {
    private static final String UNPROCESSABLE = "the server rejected our request due to an error in our request";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whoRemovesTheLastFinalizerGetsWhatWasMadeOfTheObjectWithItsOldVersion() {
        api.post(MAPS, "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        Answer marked = api.delete(MAPS + "/a");
        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + marked.version());
        Answer freed = api.merge(MAPS + "/a", "{'metadata':{'finalizers':null,'labels':{'b':'c'}}}");

        assertThat(freed.code()).isEqualTo(200);
        assertThat(freed.version()).isEqualTo(marked.version());
        assertThat(freed.body().path("metadata").has("finalizers")).isFalse();
        assertThat(freed.body().at("/metadata/labels/b").asText()).isEqualTo("c");
        TestWatch.Line farewell = watch.next();
        assertThat(farewell).hasToString("DELETED a");
        assertThat(farewell.version()).isGreaterThan(Long.parseLong(marked.version()));
        assertThat(farewell.object().at("/metadata/finalizers/0").asText()).isEqualTo("example.com/held");
    }

    @Test
    void aFieldSelectorKnowsItsEscapesAndSkipsWhatAsksNothing() {
        api.map("a");

        assertThat(api.get(MAPS + "?fieldSelector=metadata.name%3Dx%5Cy").message())
                .isEqualTo("invalid field selector: invalid escape sequence: \\y");
        assertThat(api.get(MAPS + "?fieldSelector=metadata.name%3Dx%5C").message())
                .isEqualTo("invalid field selector: invalid escape sequence: \\");
        assertThat(api.get(MAPS + "?fieldSelector=metadata.name%3Dx%3Dy").message())
                .isEqualTo("invalid field selector: unescaped character in value: 61");
        assertThat(api.get(MAPS + "?fieldSelector=%3D").names()).containsExactly("a");
    }

    @Test
    void replicaSetsCanBeSelectedByNameAlone() {
        Answer refused = api.get("/apis/apps/v1/namespaces/default/replicasets?fieldSelector=status.replicas%3D0");

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo("\"status.replicas\" is not a known field selector: only \"metadata.name\","
                        + " \"metadata.namespace\"");
    }

    @Test
    void aTokenOfAnotherVersionOrThatClimbsIsRefused() {
        assertThat(api.get(MAPS + "?continue=e30").message())
                .isEqualTo("invalid continue token: continue key is not valid: server does not recognize this encoded"
                        + " version ");
        assertThat(continued("{\"v\":\"meta.k8s.io/v1\",\"rv\":2,\"start\":\"../x\"}")
                        .message())
                .isEqualTo("invalid continue token: continue key is not valid: ../x");
    }

    @Test
    void withVersionZeroTheRestComesInOnePage() {
        api.map("a");
        api.map("b");
        api.map("c");
        JsonNode first = api.get(MAPS + "?limit=1").body();
        String next = first.path("metadata").path("continue").asText();

        assertThat(api.get(MAPS + "?limit=1&continue=" + next).names()).containsExactly("b");
        assertThat(api.get(MAPS + "?limit=1&resourceVersion=0&continue=" + next).names())
                .containsExactly("b", "c");
    }

    @Test
    void versionZeroDoesNotCountOnACreation() {
        assertThat(api.post(MAPS, "{'metadata':{'name':'a','resourceVersion':'0'}}")
                        .code())
                .isEqualTo(201);
    }

    @Test
    void aTimeoutHasToBeADuration() {
        String words = "invalid timeout specified in the request URL - time: ";

        assertThat(api.get(MAPS + "?timeout=1.5h3s").code()).isEqualTo(200);
        assertThat(api.get(MAPS + "?timeout=invalid").message()).isEqualTo(words + "invalid duration \"invalid\"");
        assertThat(api.get(MAPS + "?timeout=1m30").message()).isEqualTo(words + "missing unit in duration \"1m30\"");
        assertThat(api.get(MAPS + "?timeout=5x").message()).isEqualTo(words + "unknown unit \"x\" in duration \"5x\"");
    }

    @Test
    void aRefusalAboutEndpointsCarriesTheirWarningToo() {
        Answer refused = api.get("/api/v1/namespaces/default/endpoints?fieldSelector=x%3Dy");

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.headers().get("Warning")).startsWith("299 - \"v1 Endpoints is deprecated in v1.33+");
    }

    @Test
    void aRemovalOfWhatIsNotThereFails() {
        api.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'1'}}");
        Answer refused = api.operations(MAPS + "/a", "[{'op':'remove','path':'/data/other'}]");

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.message()).isEqualTo(UNPROCESSABLE);
    }

    @Test
    void aReplacementWithoutAValueIsByNull() {
        api.post(MAPS, "{'metadata':{'name':'a'},'data':{'k':'1'}}");
        Answer replaced = api.operations(MAPS + "/a", "[{'op':'replace','path':'/data'}]");

        assertThat(replaced.code()).isEqualTo(200);
        assertThat(replaced.body().has("data")).isFalse();
    }

    @Test
    void aPatchThatIsNullChangesNothingButAMergePatchMustBeSomething() {
        String version = api.map("a").at("/metadata/resourceVersion").asText();

        assertThat(api.operations(MAPS + "/a", "null").version()).isEqualTo(version);
        assertThat(api.strategic(MAPS + "/a", "null").version()).isEqualTo(version);
        assertThat(api.merge(MAPS + "/a", "null").message()).isEqualTo("Invalid JSON Patch");
    }

    @Test
    void optionsThatAreNullAreNone() {
        api.map("a");

        assertThat(api.delete(MAPS + "/a", "null").code()).isEqualTo(200);
    }

    @Test
    void aGracePeriodBelowZeroIsOneSecond() {
        Answer created = api.post(
                PODS,
                "{'metadata':{'name':'a'},'spec':{'terminationGracePeriodSeconds':-1,"
                        + "'containers':[{'name':'web','image':'nginx'}]}}");

        assertThat(created.body().at("/spec/terminationGracePeriodSeconds").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatTheRowsOfATableCarryIsOneOfThreeWords() {
        Answer refused = api.get(MAPS + "?includeObject=All", "application/json;as=Table;v=v1;g=meta.k8s.io");

        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo("Unable to convert to Table as requested: includeObject: Invalid value: \"All\": must be"
                        + " 'Metadata', 'Object', 'None', or empty");
        assertThat(api.get(MAPS + "?includeObject=All").code()).isEqualTo(200);
    }

    private Answer continued(String token) {
        return api.get(MAPS + "?continue="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.UTF_8)));
    }
}
