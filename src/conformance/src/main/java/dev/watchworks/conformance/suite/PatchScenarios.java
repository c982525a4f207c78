package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import java.util.List;

/** PATCH in three types, and the types that are refused. */
final class PatchScenarios {

    @ConformanceScenario(37)
    void aMergePatchSetsAndRemoves(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1','l':'2'}}")
                .code(201);
        client.merge(client.in("configmaps/a"), "{'data':{'k':null,'m':'3'}}")
                .code(200)
                .is("/data", "{\"l\":\"2\",\"m\":\"3\"}");
    }

    @ConformanceScenario(37)
    void aMergePatchReplacesLists(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/a','example.com/b']}}")
                .code(201);
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':['example.com/c']}}")
                .is("/metadata/finalizers", "[\"example.com/c\"]");
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':[]}}");
    }

    @ConformanceScenario(37)
    void aJsonPatchDoesItsOperationsInOrder(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'test','path':'/data/k','value':'1'},{'op':'add','path':'/data/l','value':'2'},"
                                + "{'op':'copy','from':'/data/l','path':'/data/m'},{'op':'move','from':'/data/k','path':'/data/n'},"
                                + "{'op':'replace','path':'/data/m','value':'3'},{'op':'remove','path':'/data/l'}]")
                .code(200)
                .is("/data", "{\"m\":\"3\",\"n\":\"1\"}");
    }

    @ConformanceScenario(37)
    void aJsonPatchWhoseTestFailsIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'test','path':'/data/k','value':'2'}]")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(37)
    void anInvalidJsonPatchIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.patch(client.in("configmaps/a"), ScenarioClient.JSON_PATCH, "{'op':'add'}")
                .code(400);
        client.patch(client.in("configmaps/a"), ScenarioClient.JSON_PATCH, "[{'op':'invent','path':'/data'}]")
                .code(422);
    }

    @ConformanceScenario(37)
    void aStrategicPatchMergesListsByTheirKey(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.patch(
                        client.in("apps/v1", "deployments/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'template':{'spec':{'containers':[{'name':'side','image':'busybox'}]}}}}")
                .code(200)
                .is("/spec/template/spec/containers/0/name", "side")
                .is("/spec/template/spec/containers/1/name", "web");
    }

    @ConformanceScenario(37)
    void aStrategicPatchRemovesFromAListByItsKey(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.patch(
                client.in("apps/v1", "deployments/a"),
                ScenarioClient.STRATEGIC,
                "{'spec':{'template':{'spec':{'containers':[{'name':'side','image':'busybox'}]}}}}");
        client.patch(
                        client.in("apps/v1", "deployments/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'template':{'spec':{'containers':[{'name':'web','$patch':'delete'}]}}}}")
                .code(200)
                .is("/spec/template/spec/containers/0/name", "side")
                .lacks("/spec/template/spec/containers/1");
    }

    @ConformanceScenario(37)
    void aStrategicPatchCanReplace(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'}}")
                .code(201);
        client.patch(client.in("configmaps/a"), ScenarioClient.STRATEGIC, "{'data':{'$patch':'replace','l':'2'}}")
                .code(200)
                .is("/data", "{\"l\":\"2\"}");
    }

    @ConformanceScenario(37)
    void aStrategicPatchAddsToFinalizers(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/a']}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a"),
                        ScenarioClient.STRATEGIC,
                        "{'metadata':{'finalizers':['example.com/b']}}")
                .code(200)
                .is("/metadata/finalizers", "[\"example.com/b\",\"example.com/a\"]");
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(37)
    void anUnknownTypeOfPatchIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.patch(client.in("configmaps/a"), "application/json", "{'data':{'k':'v'}}")
                .code(415)
                .is("/reason", "UnsupportedMediaType");
    }

    @ConformanceScenario(37)
    void aVersionInAPatchIsACondition(ScenarioClient client) {
        ScenarioResponse old = client.configMap("a");
        ScenarioResponse changed = client.changeConfigMap("a", "1");
        client.merge(
                        client.in("configmaps/a"),
                        "{'metadata':{'resourceVersion':'" + old.version() + "'},'data':{'k':'2'}}")
                .code(409)
                .is("/reason", "Conflict");
        client.merge(
                        client.in("configmaps/a"),
                        "{'metadata':{'resourceVersion':'" + changed.version() + "'},'data':{'k':'2'}}")
                .code(200);
    }

    @ConformanceScenario(37)
    void aNameCannotBePatched(ScenarioClient client) {
        client.configMap("a");
        client.merge(client.in("configmaps/a"), "{'metadata':{'name':'b'}}").code(400);
    }

    @ConformanceScenario(37)
    void aUidCannotBePatched(ScenarioClient client) {
        client.configMap("a");
        client.merge(client.in("configmaps/a"), "{'metadata':{'uid':'11111111-1111-1111-1111-111111111111'}}")
                .code(422);
    }

    @ConformanceScenario(37)
    void aPatchThatMakesNoObjectIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.merge(client.in("configmaps/a"), "{'data':{'k':7}}").code(422);
        client.merge(client.in("configmaps/a"), "{'data'").code(400);
    }

    @ConformanceScenario({33, 37})
    void aMissingObjectCannotBePatched(ScenarioClient client) {
        client.merge(client.in("configmaps/a"), "{'data':{'k':'v'}}")
                .fails(404, "NotFound", "configmaps \"a\" not found");
    }

    @ConformanceScenario(43)
    void aDryRunOfAPatchChangesNothing(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a");
        client.merge(client.in("configmaps/a?dryRun=All"), "{'data':{'k':'v'}}")
                .code(200)
                .is("/data/k", "v");
        assertThat(client.get(client.in("configmaps/a")).lacks("/data").version())
                .isEqualTo(stored.version());
    }

    @ConformanceScenario(56)
    void kubectlAppliesByAStrategicPatchWithItsAnnotation(ScenarioClient client) {
        client.post(
                        client.in("configmaps"),
                        "{'metadata':{'name':'a','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{}'}},'data':{'k':'1'}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a?fieldManager=kubectl-client-side-apply&fieldValidation=Strict"),
                        ScenarioClient.STRATEGIC,
                        "{'data':{'k':'2'},'metadata':{'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{ }'}}}")
                .code(200)
                .is("/data/k", "2");
    }

    @ConformanceScenario(37)
    void aStrategicPatchThatMakesNoObjectIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.patch(client.in("configmaps/a"), ScenarioClient.STRATEGIC, "{'data':{'k':7}}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(37)
    void aDirectiveOfAPatchIsNotStored(ScenarioClient client) {
        client.configMap("a");
        client.patch(client.in("configmaps/a"), ScenarioClient.STRATEGIC, "{'metadata':{'labels':{'$on':'1'}}}")
                .lacks("/metadata/labels");
    }

    @ConformanceScenario(37)
    void aPathOfAJsonPatchBeginsWithASlash(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'}}")
                .code(201);
        patchAt(client, "data", "{'k':'2'}").code(422);
        patchAt(client, "", "{'metadata':{'name':'a'},'data':{'k':'3'}}").has("/kind");
        patchAt(client, "any/data/k", "'4'").has("/kind");
    }

    private static ScenarioResponse patchAt(ScenarioClient client, String path, String value) {
        return client.patch(
                client.in("configmaps/a"),
                ScenarioClient.JSON_PATCH,
                "[{'op':'add','path':'" + path + "','value':" + value + "}]");
    }

    @ConformanceScenario(37)
    void aJsonPatchEscapesSlashesAndReplacesAMissingValue(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','labels':{'on':'1'}},'data':{'k':'1'}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'add','path':'/metadata/labels/example.com~1on','value':'2'},"
                                + "{'op':'replace','path':'/data/new','value':'3'}]")
                .code(200)
                .is("/metadata/labels/example.com~1on", "2")
                .is("/data/new", "3");
    }

    @ConformanceScenario(37)
    void aJsonPatchThatFindsNothingIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'}}")
                .code(201);
        for (String operation : List.of(
                "{'op':'remove','path':'/none/k'}",
                "{'op':'remove','path':'/data/none'}",
                "{'op':'add','path':'/none/k','value':'1'}")) {
            client.patch(client.in("configmaps/a"), ScenarioClient.JSON_PATCH, "[" + operation + "]")
                    .fails(422, "Invalid", "the server rejected our request due to an error in our request");
        }
    }

    @ConformanceScenario(37)
    void aPatchOfPlainTextIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.patch(client.in("configmaps/a"), "text/plain", "text").code(415);
    }
}
