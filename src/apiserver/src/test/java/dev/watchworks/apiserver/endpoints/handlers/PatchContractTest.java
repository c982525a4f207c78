package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.DEPLOYMENTS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item 37 of the contract. */
class PatchContractTest {
    private final TestApi api = new TestApi();

    @BeforeEach
    void objects() {
        api.post(MAPS, "{'metadata':{'name':'x','labels':{'l':'1'}},'data':{'a':'1','b':'2'}}");
        api.deployment("d");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aMergePatchMergesObjectsAndNullTakesAway() {
        Answer patched = api.merge(MAPS + "/x", "{'data':{'a':null,'c':'3'}}");

        assertThat(patched.code()).isEqualTo(200);
        assertThat(patched.body().path("data")).hasToString("{\"b\":\"2\",\"c\":\"3\"}");
    }

    @Test
    void aJsonPatchRunsItsOperationsInOrder() {
        Answer patched = api.operations(
                MAPS + "/x",
                "[{'op':'test','path':'/data/a','value':'1'},{'op':'copy','from':'/data/a','path':'/data/c'},"
                        + "{'op':'move','from':'/data/b','path':'/data/d'},{'op':'remove','path':'/data/a'},"
                        + "{'op':'add','path':'/metadata/labels/example.com~1k','value':'v'},"
                        + "{'op':'replace','path':'/data/new','value':'n'}]");

        assertThat(patched.body().path("data")).hasToString("{\"c\":\"1\",\"d\":\"2\",\"new\":\"n\"}");
        assertThat(patched.body()
                        .path("metadata")
                        .path("labels")
                        .path("example.com/k")
                        .asText())
                .isEqualTo("v");
    }

    @Test
    void aJsonPatchThatFailsIsA422() {
        for (String operation : List.of(
                "{'op':'test','path':'/data/a','value':'9'}",
                "{'op':'paint','path':'/data/a'}",
                "{'op':'remove','path':'/nope/a'}",
                "{'op':'remove','path':'/data/none'}",
                "{'op':'add','path':'/nope/a','value':1}",
                "{'op':'add','path':'nope','value':1}")) {
            Answer refused = api.operations(MAPS + "/x", "[" + operation + "]");
            assertThat(refused.code()).as(operation).isEqualTo(422);
            assertThat(refused.message()).isEqualTo("the server rejected our request due to an error in our request");
        }
        assertThat(api.operations(MAPS + "/x", "{}").message())
                .isEqualTo("error decoding patch: json: cannot unmarshal object into Go value of type"
                        + " []handlers.jsonPatchOp");
    }

    @Test
    void aStrategicPatchMergesListsByTheirKey() {
        Answer patched = api.strategic(
                DEPLOYMENTS + "/d",
                "{'spec':{'template':{'spec':{'containers':[{'name':'side','image':'new'},"
                        + "{'name':'third','image':'third'}]}}}}");
        assertThat(containers(patched)).containsExactly("web nginx", "side new", "third third");

        Answer added = api.strategic(
                DEPLOYMENTS + "/d", "{'spec':{'template':{'spec':{'containers':[{'name':'fourth','image':'four'}]}}}}");
        assertThat(containers(added)).containsExactly("fourth four", "web nginx", "side new", "third third");
    }

    @Test
    void directivesDeleteReplaceAndOrder() {
        String head = "{'spec':{'template':{'spec':{";
        Answer deleted =
                api.strategic(DEPLOYMENTS + "/d", head + "'containers':[{'$patch':'delete','name':'side'}]}}}}");
        assertThat(containers(deleted)).containsExactly("web nginx");

        Answer ordered = api.strategic(
                DEPLOYMENTS + "/d",
                head + "'$setElementOrder/containers':[{'name':'first'},{'name':'web'}],"
                        + "'containers':[{'name':'first','image':'one'}]}}}}");
        assertThat(containers(ordered)).containsExactly("first one", "web nginx");

        Answer replaced = api.strategic(
                DEPLOYMENTS + "/d", head + "'containers':[{'$patch':'replace'},{'name':'only','image':'one'}]}}}}");
        assertThat(containers(replaced)).containsExactly("only one");
    }

    @Test
    void retainKeysTakesAwayWhatItDoesNotName() {
        Answer patched =
                api.strategic(DEPLOYMENTS + "/d", "{'spec':{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}}");

        assertThat(patched.body().path("spec").path("strategy")).hasToString("{\"type\":\"Recreate\"}");
    }

    @Test
    void plainValuesAreMergedAndDeletedOneByOne() {
        api.merge(MAPS + "/x", "{'metadata':{'finalizers':['example.com/a','example.com/b']}}");
        Answer patched = api.strategic(
                MAPS + "/x",
                "{'metadata':{'finalizers':['example.com/c'],"
                        + "'$deleteFromPrimitiveList/finalizers':['example.com/a']}}");

        assertThat(patched.body().path("metadata").path("finalizers"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("example.com/b", "example.com/c");
    }

    @Test
    void senselessStrategicPatchesAreRefusedAsARealServerDoes() {
        String head = "{'spec':{'template':{'spec':{'containers':[";
        Answer withoutKey = api.strategic(DEPLOYMENTS + "/d", head + "{'image':'x'}]}}}}");
        Answer unknown = api.strategic(DEPLOYMENTS + "/d", "{'spec':{'$patch':'shuffle'}}");

        assertThat(withoutKey.code()).isEqualTo(500);
        assertThat(withoutKey.message()).isEqualTo("map: map[image:x] does not contain declared merge key: name");
        Answer disordered = api.strategic(
                DEPLOYMENTS + "/d",
                "{'spec':{'template':{'spec':{'$setElementOrder/containers':[{'name':'web'}],"
                        + "'containers':[{'name':'zz','image':'q'}]}}}}");
        assertThat(disordered.message())
                .isEqualTo("The order in patch list:\n[map[image:q name:zz]]\n doesn't match $setElementOrder list:\n"
                        + "[map[name:web]]\n");
        assertThat(unknown.message()).isEqualTo("unknown patch type: shuffle in map: map[$patch:shuffle]");
    }

    @Test
    void otherFormsAreA415() {
        assertThat(api.send("PATCH", MAPS + "/x", "text/plain", "x").message())
                .isEqualTo("415: Unsupported Media Type");
        assertThat(api.send("PATCH", MAPS + "/x", "application/json", "{}").code())
                .isEqualTo(415);
    }

    @Test
    void aPatchToTheWrongTypeIsA422ThatShowsTheObject() {
        Answer refused = api.merge(MAPS + "/x", "{'data':{'a':5}}");

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.message())
                .startsWith(" \"\" is invalid: patch: Invalid value: \"{\\\"")
                .endsWith("json: cannot unmarshal number into Go struct field ConfigMap.data of type string");
    }

    @Test
    void aVersionInThePatchIsAPrecondition() {
        String version = api.get(MAPS + "/x").version();
        Answer stale = api.merge(MAPS + "/x", "{'metadata':{'resourceVersion':'1'},'data':{'c':'3'}}");
        Answer fresh = api.merge(MAPS + "/x", "{'metadata':{'resourceVersion':'" + version + "'},'data':{'c':'3'}}");

        assertThat(stale.code()).isEqualTo(409);
        assertThat(fresh.code()).isEqualTo(200);
    }

    private static List<String> containers(Answer answer) {
        List<String> containers = new ArrayList<>();
        answer.body()
                .path("spec")
                .path("template")
                .path("spec")
                .path("containers")
                .forEach(one -> containers.add(
                        one.path("name").asText() + " " + one.path("image").asText()));
        return containers;
    }
}
