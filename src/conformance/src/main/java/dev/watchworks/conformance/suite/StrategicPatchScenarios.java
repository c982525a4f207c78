package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ScenarioClient.STRATEGIC;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Strategic merge patches: lists with keys, lists of plain values, and directives. */
final class StrategicPatchScenarios {
    private static final String CONTAINERS = "/spec/template/spec/containers";

    @ConformanceScenario(37)
    void itemsWithAKnownKeyAreChangedAndOthersAreAdded(ScenarioClient client) {
        deploymentWithTwoContainers(client);
        containers(client, "'containers':[{'name':'side','image':'new'},{'name':'third','image':'third'}]")
                .code(200)
                .is(CONTAINERS + "/1/image", "new")
                .is(CONTAINERS + "/2/name", "third");
        containers(client, "'containers':[{'name':'fourth','image':'fourth'}]")
                .code(200)
                .is(CONTAINERS + "/0/name", "fourth")
                .is(CONTAINERS + "/3/name", "third");
    }

    @ConformanceScenario(37)
    void anOrderIsGivenForTheItemsOfAList(ScenarioClient client) {
        deploymentWithTwoContainers(client);
        containers(client, "'containers':[{'$patch':'delete','name':'side'}]")
                .code(200)
                .lacks(CONTAINERS + "/1");
        containers(
                        client,
                        "'$setElementOrder/containers':[{'name':'first'},{'name':'web'}],"
                                + "'containers':[{'name':'first','image':'first'}]")
                .code(200)
                .is(CONTAINERS + "/0/name", "first")
                .is(CONTAINERS + "/1/name", "web");
    }

    @ConformanceScenario(37)
    void allItemsOfAListAreReplaced(ScenarioClient client) {
        deploymentWithTwoContainers(client);
        containers(client, "'containers':[{'$patch':'replace'},{'name':'only','image':'only'}]")
                .code(200)
                .is(CONTAINERS + "/0/name", "only")
                .lacks(CONTAINERS + "/1");
    }

    @ConformanceScenario(37)
    void onlyTheRetainedKeysOfAMapStay(ScenarioClient client) {
        deploymentWithTwoContainers(client);
        patch(client, "{'spec':{'strategy':{'$retainKeys':['type'],'type':'Recreate'}}}")
                .code(200)
                .is("/spec/strategy", "{\"type\":\"Recreate\"}");
    }

    @ConformanceScenario(37)
    void plainValuesAreMergedAndDeletedOneByOne(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['example.com/a','example.com/b']}}")
                .code(201);
        client.patch(
                        client.in("configmaps/a"),
                        STRATEGIC,
                        "{'metadata':{'finalizers':['example.com/c'],"
                                + "'$deleteFromPrimitiveList/finalizers':['example.com/a']}}")
                .code(200)
                .lacks("/metadata/finalizers/2");
        client.merge(client.in("configmaps/a"), "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(37)
    void aDirectiveWithoutAMeaningIsRefused(ScenarioClient client) {
        deploymentWithTwoContainers(client);
        containers(client, "'containers':[{'image':'keyless'}]")
                .code(500)
                .is("/message", "map: map[image:keyless] does not contain declared merge key: name");
        patch(client, "{'spec':{'$patch':'shuffle'}}")
                .code(500)
                .is("/message", "unknown patch type: shuffle in map: map[$patch:shuffle]");
        containers(
                        client,
                        "'$setElementOrder/containers':[{'name':'web'}],'containers':[{'name':'other','image':'other'}]")
                .code(500)
                .is(
                        "/message",
                        "The order in patch list:\n[map[image:other name:other]]\n doesn't match $setElementOrder list:\n"
                                + "[map[name:web]]\n");
    }

    private static void deploymentWithTwoContainers(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a")
                                .replace(
                                        "'image':'nginx:1.27'}",
                                        "'image':'nginx:1.27'},{'name':'side','image':'side'}"))
                .code(201);
    }

    private static ScenarioResponse containers(ScenarioClient client, String podSpec) {
        return patch(client, "{'spec':{'template':{'spec':{" + podSpec + "}}}}");
    }

    private static ScenarioResponse patch(ScenarioClient client, String json) {
        return client.patch(client.in("apps/v1", "deployments/a"), STRATEGIC, json);
    }

    @ConformanceScenario(37)
    void itemsWithTheSameKeyAreKept(ScenarioClient client) {
        client.post(client.in("serviceaccounts"), """
                        {'metadata':{'name':'s'},'secrets':[{'name':'a','kind':'1'},{'name':'b'},{'name':'a','kind':'2'}]}""").code(201);
        client.patch(client.in("serviceaccounts/s"), ScenarioClient.STRATEGIC, "{'secrets':[{'name':'c'}]}")
                .code(200)
                .has("/secrets/3");
        client.patch(client.in("serviceaccounts/s"), ScenarioClient.STRATEGIC, "{'secrets':[{'name':'a','kind':'3'}]}")
                .code(200)
                .has("/secrets/3");
        client.patch(client.in("serviceaccounts/s"), ScenarioClient.STRATEGIC, """
                        {'secrets':[{'$patch':'delete','name':'a'},{'name':'d'}],'$setElementOrder/secrets':[{'name':'d'},{'name':'b'}]}""");
        client.patch(client.in("serviceaccounts/s"), ScenarioClient.STRATEGIC, """
                        {'imagePullSecrets':[{'name':'x'},{'name':'y'},{'name':'x'}]}""")
                .code(200)
                .has("/imagePullSecrets/2");
    }
}
