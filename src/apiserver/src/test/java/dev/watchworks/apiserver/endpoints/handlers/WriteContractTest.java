package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.DEPLOYMENTS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.LEASES;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items 27 to 36 and 39 to 44 of the contract; each test names its item. */
class WriteContractTest {
    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aCreationCompletesTheMetadataAndDropsTheStatus() {
        Answer created = api.post(
                PODS,
                "{'metadata':{'name':'a'},'spec':{'containers':[{'name':'web','image':'nginx'}]},"
                        + "'status':{'phase':'Running'}}");
        JsonNode metadata = created.body().path("metadata");

        assertThat(created.code()).isEqualTo(201);
        assertThat(metadata.path("uid").asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}");
        assertThat(metadata.path("creationTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(metadata.path("resourceVersion").asText()).isEqualTo("3");
        assertThat(metadata.path("generation").asInt()).isEqualTo(1);
        assertThat(metadata.path("namespace").asText()).isEqualTo("default");
        assertThat(created.body().path("status").path("phase").asText()).isEqualTo("Pending");
        assertThat(api.get(PODS + "/a").body()).isEqualTo(created.body());
    }

    @Test
    void aVersionOnACreationIsA500WithoutAReason() {
        Answer refused = api.post(MAPS, "{'metadata':{'name':'a','resourceVersion':'1'}}");

        assertThat(refused.code()).isEqualTo(500);
        assertThat(refused.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"resourceVersion should not be set on objects to be created\",\"code\":500}");
    }

    @Test
    void generatedNamesEndInFiveRandomLetters() {
        Set<String> names = new HashSet<>();
        for (int count = 0; count < 50; count++) {
            Answer created = api.post(MAPS, "{'metadata':{'generateName':'web-'}}");
            names.add(created.body().path("metadata").path("name").asText());
        }
        Answer cut = api.post(MAPS, "{'metadata':{'generateName':'" + "a".repeat(80) + "-'}}");

        assertThat(names).hasSize(50).allMatch(name -> name.matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}"));
        assertThat(cut.body().path("metadata").path("name").asText()).matches("a{58}[a-z0-9]{5}");
    }

    @Test
    void whatExistsAlreadyIsA409() {
        api.map("x");
        Answer refused = api.post(MAPS, "{'metadata':{'name':'x'}}");

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"configmaps \\\"x\\\" already exists\",\"reason\":\"AlreadyExists\",\"details\":"
                        + "{\"name\":\"x\",\"kind\":\"configmaps\"},\"code\":409}");
    }

    @Test
    void aStaleVersionIsAConflict() {
        ObjectNode stale = api.map("x");
        api.merge(MAPS + "/x", "{'data':{'a':'b'}}");
        Answer refused = api.put(MAPS + "/x", stale);
        api.deployment("d");
        Answer grouped = api.merge(DEPLOYMENTS + "/d", "{'metadata':{'resourceVersion':'1'}}");

        assertThat(refused.code()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("Conflict");
        assertThat(refused.message()).isEqualTo("Operation cannot be fulfilled on configmaps \"x\": " + MODIFIED);
        assertThat(grouped.message()).isEqualTo("Operation cannot be fulfilled on deployments.apps \"d\": " + MODIFIED);
        assertThat(grouped.body().path("details"))
                .hasToString("{\"name\":\"d\",\"group\":\"apps\",\"kind\":\"deployments\"}");
    }

    @Test
    void anotherUidIsAConflictToo() {
        String uid = api.map("x").path("metadata").path("uid").asText();
        Answer refused = api.put(MAPS + "/x", "{'metadata':{'name':'x','uid':'other'}}");

        assertThat(refused.message())
                .isEqualTo("Operation cannot be fulfilled on configmaps \"x\": StorageError: invalid object, Code: 4,"
                        + " Key: /registry/configmaps/default/x, ResourceVersion: 0, AdditionalErrorMsg: Precondition"
                        + " failed: UID in precondition: other, UID in object meta: " + uid);
    }

    @Test
    void aPutWithoutAVersionIsUnconditionalForMostKinds() {
        api.map("x");
        Answer replaced = api.put(MAPS + "/x", "{'metadata':{'name':'x'},'data':{'a':'b'}}");
        api.put(LEASES + "/l", "{'metadata':{'name':'l'}}");
        Answer refused = api.put(LEASES + "/l", "{'metadata':{'name':'l'}}");

        assertThat(replaced.code()).isEqualTo(200);
        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.message())
                .isEqualTo("leases.coordination.k8s.io \"l\" is invalid: metadata.resourceVersion: Invalid value: 0:"
                        + " must be specified for an update");
    }

    @Test
    void whatIsNotThereIsA404WithThePlural() {
        Answer got = api.get(PODS + "/x");
        Answer put = api.put(MAPS + "/x", "{'metadata':{'name':'x'}}");
        Answer lease = api.put(LEASES + "/l", "{'metadata':{'name':'l'}}");

        assertThat(got.code()).isEqualTo(404);
        assertThat(got.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"pods \\\"x\\\" not found\",\"reason\":\"NotFound\",\"details\":"
                        + "{\"name\":\"x\",\"kind\":\"pods\"},\"code\":404}");
        assertThat(put.message()).isEqualTo("configmaps \"x\" not found");
        assertThat(lease.code()).as("leases are created by a PUT").isEqualTo(201);
    }

    @Test
    void nameAndNamespaceInThePathAndInTheBodyMustAgree() {
        api.map("x");
        Answer name = api.put(MAPS + "/x", "{'metadata':{'name':'other'}}");
        Answer noName = api.put(MAPS + "/x", "{'metadata':{}}");
        Answer namespace = api.post(MAPS, "{'metadata':{'name':'y','namespace':'other'}}");
        Answer patched = api.merge(MAPS + "/x", "{'metadata':{'name':'other'}}");

        assertThat(name.code()).isEqualTo(400);
        assertThat(name.message()).isEqualTo("the name of the object (other) does not match the name on the URL (x)");
        assertThat(noName.message())
                .isEqualTo("the name of the object (x based on URL) was undeterminable: name must be provided");
        assertThat(namespace.message())
                .isEqualTo("the namespace of the provided object does not match the namespace sent on the request");
        assertThat(patched.message()).isEqualTo(name.message());
    }

    @Test
    void severalFaultsOfAnObjectAreToldTogether() {
        Answer refused = api.post(PODS, "{'metadata':{'name':'Not_A_Name'},'spec':{'containers':[]}}");

        assertThat(refused.code()).isEqualTo(422);
        assertThat(refused.reason()).isEqualTo("Invalid");
        assertThat(refused.message())
                .isEqualTo(
                        "Pod \"Not_A_Name\" is invalid: [metadata.name: Invalid value: \"Not_A_Name\": a lowercase RFC"
                                + " 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                                + " start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                                + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'),"
                                + " spec.containers: Required value]");
        assertThat(refused.body().path("details").path("causes").path(1))
                .hasToString("{\"reason\":\"FieldValueRequired\",\"message\":\"Required value\","
                        + "\"field\":\"spec.containers\"}");
    }

    @Test
    void aBodyThatIsNoJsonIsA400ThatSaysWhereItStopsBeingJson() {
        String prefix = "the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind;"
                + " json parse error: ";
        assertThat(api.post(MAPS, "this is not JSON").message())
                .isEqualTo(prefix + "invalid character 'h' in literal true (expecting 'r')"
                        + " (74686973206973206e6f74204a534f4e)");
        assertThat(api.post(MAPS, "").message()).isEqualTo(prefix + "unexpected end of JSON input (<empty>)");
        assertThat(api.post(MAPS, "{'apiVersion':'v1','kind':'ConfigMap'").message())
                .isEqualTo(prefix + "unexpected end of JSON input ({\"apiVersion\":\"v1\",\"kind\":\"Con ...)");
        assertThat(api.post(MAPS, "{'kind':'Pod'}").message())
                .isEqualTo("Pod in version \"v1\" cannot be handled as a ConfigMap: converting (v1.Pod) to"
                        + " (core.ConfigMap): unknown conversion");
        assertThat(api.post(MAPS, "{'kind':'Nothing'}").message())
                .isEqualTo("Nothing in version \"v1\" cannot be handled as a ConfigMap: no kind \"Nothing\" is"
                        + " registered for version \"v1\" in scheme \"pkg/runtime/scheme.go:110\"");
        assertThat(api.post(MAPS, "{'metadata':{'labels':[]}}").message())
                .isEqualTo("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal array"
                        + " into Go struct field ObjectMeta.metadata.labels of type map[string]string");
        assertThat(api.send("POST", MAPS, "text/plain", "{}").code()).isEqualTo(415);
    }

    @Test
    void unknownResourcesAndVerbsAreTold() {
        assertThat(api.get("/api/v1/namespaces/default/gadgets").message())
                .isEqualTo("the server could not find the requested resource");
        assertThat(api.get("/apis/apps/v7/deployments").code()).isEqualTo(404);
        assertThat(api.get(PODS + "/x/colour").code()).isEqualTo(404);
        Answer notAllowed = api.put(MAPS, "{}");
        assertThat(notAllowed.code()).isEqualTo(405);
        assertThat(notAllowed.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"the server does not allow this method on the requested resource\","
                        + "\"reason\":\"MethodNotAllowed\",\"details\":{},\"code\":405}");
        assertThat(api.post("/api/v1/configmaps", "{}").code()).isEqualTo(405);
        assertThat(api.delete("/api/v1/namespaces").code()).isEqualTo(405);
        assertThat(api.delete(PODS + "/x/status").code()).isEqualTo(405);
        assertThat(api.send("BREW", MAPS, "", "").code()).isEqualTo(405);
    }

    @Test
    void anEmptyPartOfAPathNamesNoResourceButForTheNamespaceWhichIsAllOfThem() {
        assertThat(api.get("/api/v1//pods").message()).isEqualTo("the server could not find the requested resource");
        assertThat(api.get("/api//v1/pods").code()).isEqualTo(404);
        assertThat(api.get("/apis//v1/deployments").code()).isEqualTo(404);
        assertThat(api.get("/api/v1/watch//pods").code()).isEqualTo(404);
        assertThat(api.get(PODS + "//x").code()).isEqualTo(404);
        assertThat(api.get("/api/v1/namespaces//nodes").code()).isEqualTo(404);
        assertThat(api.get("/api/v1/namespaces//pods").code()).isEqualTo(200);
        assertThat(api.get("/api/v1/namespaces//pods/x").message()).isEqualTo("Namespace parameter required.");
    }

    @Test
    void nothingIsCreatedInANamespaceThatIsMissingOrGoing() {
        Answer missing = api.post("/api/v1/namespaces/nowhere/configmaps", "{'metadata':{'name':'x'}}");
        api.delete("/api/v1/namespaces/default");
        api.post("/api/v1/namespaces", "{'metadata':{'name':'going'}}");
        api.delete("/api/v1/namespaces/going");
        Answer going = api.post("/api/v1/namespaces/going/configmaps", "{'metadata':{'name':'x'}}");

        assertThat(missing.code()).isEqualTo(404);
        assertThat(missing.message()).isEqualTo("namespaces \"nowhere\" not found");
        assertThat(going.code()).isEqualTo(403);
        assertThat(going.message())
                .isEqualTo("configmaps \"x\" is forbidden: unable to create new content in namespace going because it"
                        + " is being terminated");
        assertThat(going.body().path("details").path("causes").path(0))
                .hasToString("{\"reason\":\"NamespaceTerminating\",\"message\":\"namespace going is being terminated\","
                        + "\"field\":\"metadata.namespace\"}");
    }

    @Test
    void unknownFieldsAreDroppedWithAWarningOrRefused() {
        Answer warned = api.post(MAPS, "{'metadata':{'name':'a'},'colour':'red'}");
        Answer ignored = api.post(MAPS + "?fieldValidation=Ignore", "{'metadata':{'name':'b'},'colour':'red'}");
        Answer refused = api.post(MAPS + "?fieldValidation=Strict", "{'metadata':{'name':'c'},'colour':'red'}");

        assertThat(warned.headers()).containsEntry("Warning", "299 - \"unknown field \\\"colour\\\"\"");
        assertThat(warned.body().has("colour")).isFalse();
        assertThat(ignored.headers()).isEmpty();
        assertThat(refused.code()).isEqualTo(400);
        assertThat(refused.message())
                .isEqualTo("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error:"
                        + " unknown field \"colour\"");
    }

    @Test
    void theMainPathIgnoresTheStatusAndTheStatusPathTheRest() {
        api.deployment("d");
        Answer main = api.merge(DEPLOYMENTS + "/d", "{'status':{'replicas':7}}");
        Answer status = api.merge(
                DEPLOYMENTS + "/d/status",
                "{'metadata':{'labels':{'a':'b'}},'spec':{'replicas':9},'status':{'replicas':7}}");

        assertThat(main.body().path("status").has("replicas")).isFalse();
        assertThat(status.body().path("status").path("replicas").asInt()).isEqualTo(7);
        assertThat(status.body().path("spec").path("replicas").asInt()).isEqualTo(2);
        assertThat(status.body().path("metadata").has("labels")).isFalse();
        assertThat(status.body().path("metadata").path("generation").asInt()).isEqualTo(1);
        assertThat(api.get(DEPLOYMENTS + "/d/status").body()).isEqualTo(status.body());
    }

    @Test
    void theGenerationGrowsWithTheSpecAndADeploymentsAnnotations() {
        api.deployment("d");
        Answer labels = api.merge(DEPLOYMENTS + "/d", "{'metadata':{'labels':{'a':'b'}}}");
        Answer spec = api.merge(DEPLOYMENTS + "/d", "{'spec':{'replicas':5}}");
        Answer annotations = api.merge(DEPLOYMENTS + "/d", "{'metadata':{'annotations':{'a':'b'}}}");

        assertThat(labels.body().path("metadata").path("generation").asInt()).isEqualTo(1);
        assertThat(spec.body().path("metadata").path("generation").asInt()).isEqualTo(2);
        assertThat(annotations.body().path("metadata").path("generation").asInt())
                .isEqualTo(3);
        assertThat(api.map("m").path("metadata").has("generation")).isFalse();
    }

    @Test
    void aDryRunStoresNothingAndSaysNothing() {
        long before = api.store.revision();
        Answer created = api.post(MAPS + "?dryRun=All", "{'metadata':{'name':'a'}}");

        assertThat(created.code()).isEqualTo(201);
        assertThat(created.body().path("metadata").has("resourceVersion")).isFalse();
        assertThat(api.get(MAPS + "/a").code()).isEqualTo(404);
        api.map("a");
        api.merge(MAPS + "/a?dryRun=All", "{'data':{'k':'v'}}");
        api.delete(MAPS + "/a?dryRun=All");
        assertThat(api.store.revision()).isEqualTo(before + 1);
        assertThat(api.post(MAPS + "?dryRun=Some", "{'metadata':{'name':'b'}}").message())
                .isEqualTo("CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: supported"
                        + " values: \"All\"");
    }

    @Test
    void aPodWithAnOverheadAndNoRuntimeClassIsForbidden() {
        Answer refused = api.post(
                PODS, "{'metadata':{'name':'x'},'spec':{'overhead':{},'containers':[{'name':'web','image':'nginx'}]}}");

        assertThat(refused.code()).isEqualTo(403);
        assertThat(refused.message())
                .isEqualTo("pods \"x\" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass"
                        + " defined Overhead");
    }

    @Test
    void metadataIsRefusedInARealServersWords() {
        assertThat(api.post(MAPS, "{'metadata':{}}").message())
                .isEqualTo(
                        "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is required");
        assertThat(api.post("/api/v1/namespaces", "{'metadata':{'name':'a.b'}}").message())
                .isEqualTo(
                        "Namespace \"a.b\" is invalid: metadata.name: Invalid value: \"a.b\": must not contain dots");
        assertThat(api.post(MAPS, "{'metadata':{'name':'x','finalizers':['noslash']}}")
                        .message())
                .isEqualTo("ConfigMap \"x\" is invalid: metadata.finalizers[0]: Invalid value: \"noslash\": name is"
                        + " neither a standard finalizer name nor is it fully qualified");
        assertThat(api.post(MAPS, "{'metadata':{'name':'x','ownerReferences':[{'apiVersion':'v1','kind':'Pod'}]}}")
                        .message())
                .isEqualTo(
                        "ConfigMap \"x\" is invalid: [metadata.ownerReferences.name: Invalid value: \"\": must not be"
                                + " empty, metadata.ownerReferences.uid: Invalid value: \"\": must not be empty]");
        assertThat(api.post(MAPS, "{'metadata':{'name':'x','labels':{'a':'not valid!'}}}")
                        .message())
                .startsWith(
                        "ConfigMap \"x\" is invalid: metadata.labels: Invalid value: \"not valid!\": a valid label");
        assertThat(api.post(MAPS, "{'metadata':{'name':'x','annotations':{'a':'" + "b".repeat(262_144) + "'}}}")
                        .message())
                .isEqualTo("ConfigMap \"x\" is invalid: metadata.annotations: Too long: may not be more than 262144"
                        + " bytes");
    }

    @Test
    void anUnexpectedFailureIsA500AndTheNextRequestIsServed() {
        String deep = "{'metadata':{'name':'x'},'data':" + "[".repeat(100_000) + "}";
        assertThat(api.post(MAPS, deep).code()).isEqualTo(400);
        Answer tooLong = api.post(MAPS, "{'metadata':{'name':'" + "a.".repeat(100_000) + "a'}}");
        assertThat(tooLong.message()).endsWith("must be no more than 253 characters");
        assertThat(api.map("fine").path("metadata").path("name").asText()).isEqualTo("fine");
    }
}
