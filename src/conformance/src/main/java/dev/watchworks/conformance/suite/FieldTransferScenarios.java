package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/**
 * How field managers change without a write of a field: a client edits them, a scale takes fields over, or there are
 * too many.
 */
final class FieldTransferScenarios {
    private static final String MANAGERS = "/metadata/managedFields";

    private static ScenarioResponse map(ScenarioClient client) {
        return client.post(
                        client.in("configmaps?fieldManager=a"),
                        "{'metadata':{'name':'m','labels':{'l':'1'}},'data':{'one':'1','two':'2'}}")
                .code(201);
    }

    private static ScenarioResponse put(ScenarioClient client, ScenarioResponse stored, String managers) {
        return client.put(client.in("configmaps/m?fieldManager=b"), stored.with(MANAGERS, managers));
    }

    private static String entry(String manager, String fields) {
        return "{'manager':'" + manager + "','operation':'Update','apiVersion':'v1','time':'2001-01-01T00:00:00Z',"
                + "'fieldsType':'FieldsV1','fieldsV1':" + fields + "}";
    }

    @ConformanceScenario(42)
    void anEmptyListRemovesAllManagers(ScenarioClient client) {
        ScenarioResponse stored = map(client);
        ScenarioResponse reset = put(client, stored, "[]").code(200).lacks(MANAGERS);
        assertThat(reset.versionNumber()).isGreaterThan(stored.versionNumber());
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'data':{'one':'3'}}")
                .code(200)
                .lacks(MANAGERS);
        put(client, reset, "[" + entry("back", "{'f:data':{'f:two':{}}}") + "]").code(409);
        client.merge(
                        client.in("configmaps/m?fieldManager=b"),
                        "{'metadata':{'managedFields':[" + entry("back", "{'f:data':{'f:two':{}}}") + "]}}")
                .code(200)
                .is(MANAGERS + "/0/manager", "back");
    }

    @ConformanceScenario(42)
    void oneEmptyEntryRemovesAllManagers(ScenarioClient client) {
        map(client);
        client.patch(
                        client.in("configmaps/m"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'replace','path':'/metadata/managedFields','value':[{}]}]")
                .code(200)
                .lacks(MANAGERS);
    }

    @ConformanceScenario(42)
    void aPatchMayRemoveAllManagers(ScenarioClient client) {
        map(client);
        client.merge(client.in("configmaps/m"), "{'metadata':{'managedFields':[]}}")
                .code(200)
                .lacks(MANAGERS);
        client.post(
                        client.in("configmaps?fieldManager=a"),
                        "{'metadata':{'name':'n','managedFields':[]},'data':{'k':'v'}}")
                .code(201)
                .is(MANAGERS + "/0/manager", "a");
        client.patch(client.in("configmaps/n"), ScenarioClient.STRATEGIC, "{'metadata':{'managedFields':[{}]}}")
                .code(200)
                .lacks(MANAGERS);
    }

    @ConformanceScenario(42)
    void aWriteWithoutManagersKeepsThem(ScenarioClient client) {
        ScenarioResponse stored = map(client);
        client.put(client.in("configmaps/m?fieldManager=b"), stored.without(MANAGERS))
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'metadata':{'managedFields':null}}")
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
    }

    @ConformanceScenario(42)
    void anEditedListCounts(ScenarioClient client) {
        ScenarioResponse stored = map(client);
        String twice = "[" + entry("z", "{'f:data':{'.':{},'f:one':{}},'x:unknown':{}}") + ","
                + entry("y", "{'f:data':{'f:two':{},'f:gone':{}}}").replace("2001", "2002") + ","
                + entry("w", "{'f:data':{'f:two':{}}}").replace("'Update'", "'Apply'") + ","
                + entry("v", "{}") + "]";
        ScenarioResponse edited = put(client, stored, twice).code(200);
        edited.is(MANAGERS + "/0/manager", "w")
                .is(MANAGERS + "/1/manager", "z")
                .is(MANAGERS + "/2/manager", "y")
                .lacks(MANAGERS + "/3");
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'data':{'two':'3'}}")
                .code(200);
    }

    @ConformanceScenario(42)
    void aPartOfAnAtomicFieldStandsForTheWholeField(ScenarioClient client) {
        String deployment = client.in("apps/v1", "deployments/d");
        client.post(client.in("apps/v1", "deployments?fieldManager=a"), ScenarioClient.deploymentJson("d"))
                .code(201);
        for (String fields : new String[] {
            "{'f:spec':{'f:selector':{'f:matchLabels':{'f:a':{}}}}}",
            "{'f:spec':{'f:replicas':{'f:x':{}},'f:none':{'f:x':{}}}}",
            "{'f:spec':{'f:template':{'f:spec':{'f:tolerations':{'i:0':{}}}}}}"
        }) {
            String managers = "[" + entry("z", fields).replace("'v1'", "'apps/v1'") + "]";
            client.merge(deployment + "?fieldManager=b", "{'metadata':{'managedFields':" + managers + "}}")
                    .code(200)
                    .is(MANAGERS + "/0/manager", "z");
        }
    }

    @ConformanceScenario(42)
    void entriesOfOtherVersionsAreDropped(ScenarioClient client) {
        ScenarioResponse stored = map(client);
        put(
                        client,
                        stored,
                        "[" + entry("z", "{'f:data':{'f:one':{}}}") + ","
                                + entry("y", "{'f:data':{}}").replace("'v1'", "'v0'") + "]")
                .code(200)
                .is(MANAGERS + "/0/manager", "z")
                .lacks(MANAGERS + "/1");
        client.merge(
                        client.in("configmaps/m?fieldManager=b"),
                        "{'metadata':{'managedFields':["
                                + entry("y", "{'f:data':{}}").replace("'v1'", "'a/b/c'") + "]}}")
                .code(200);
    }

    @ConformanceScenario(42)
    void managersThatAreNotAListAreIgnored(ScenarioClient client) {
        ScenarioResponse stored = map(client);
        String good = entry("z", "{'f:data':{'f:one':{}}}");
        for (String bad : new String[] {
            good.replace("'Update'", "'Odd'"),
            good.replace("'FieldsV1'", "'FieldsV2'"),
            good.replace("'fieldsType':'FieldsV1',", ""),
            good.replace("'apiVersion':'v1',", ""),
            entry("z", "{'data':{}}"),
            entry("z", "{'f:data':{'k:[]':{}}}"),
            entry("z", "{'i:x':{}}"),
            entry("z", "'text'"),
            entry("z", "{'f:data':5}")
        }) {
            put(client, stored, "[" + good + "," + bad + "]").code(200);
        }
        client.get(client.in("configmaps/m"))
                .is(MANAGERS + "/0/manager", "a")
                .is("/metadata/resourceVersion", stored.version());
    }

    @ConformanceScenario({35, 42})
    void anEntryHasLimits(ScenarioClient client) {
        String good = entry("z", "{'f:data':{'f:one':{}}}");
        send(client, "[" + good.replace("'z'", "'" + "z".repeat(129) + "'") + "]")
                .code(422);
        send(client, "[" + good + "," + good.replace("'z'", "'a\\tb'") + "]").code(422);
        send(client, "[" + good.replace("'v1'", "'v1','subresource':'" + "s".repeat(257) + "'") + "]")
                .code(422);
        send(client, "5").code(400);
        send(client, "[" + good.replace("2001-01-01T00:00:00Z", "soon") + "]").code(400);
    }

    private static ScenarioResponse send(ScenarioClient client, String managers) {
        return client.post(
                client.in("configmaps?fieldManager=a"),
                "{'metadata':{'name':'m','managedFields':" + managers + "},'data':{'k':'v'}}");
    }

    @ConformanceScenario(42)
    void aSubresourceEditsNoManagers(ScenarioClient client) {
        ScenarioResponse stored = client.post(client.in("pods?fieldManager=a"), ScenarioClient.podJson("p"))
                .code(201);
        client.put(client.in("pods/p/status?fieldManager=b"), stored.with(MANAGERS, "[]"))
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
    }

    @ConformanceScenario({42, 55})
    void aScaleTakesTheReplicasOver(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        twoReplicas(client, deployments).has(MANAGERS + "/0/fieldsV1/f:spec/f:replicas");
        client.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':3}}")
                .code(200);
        client.get(deployments + "/d");
        client.merge(deployments + "/d/scale?fieldManager=c", "{'spec':{'replicas':4}}")
                .code(200);
        client.get(deployments + "/d");
        client.merge(deployments + "/d?fieldManager=a", "{'spec':{'replicas':5}}")
                .code(200);
    }

    @ConformanceScenario({42, 55})
    void aScaleThatChangesNothingTakesTheReplicasFromAManager(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        twoReplicas(client, deployments);
        client.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':2}}")
                .code(200);
        client.get(deployments + "/d");
        client.merge(deployments + "/d?fieldManager=c", "{'spec':{'minReadySeconds':2}}")
                .code(200);
    }

    @ConformanceScenario({42, 55})
    void aScaleWithoutReplicasLeavesTheReplicasWithoutAManager(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        twoReplicas(client, deployments);
        client.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':0}}")
                .code(200);
        client.get(deployments + "/d").lacks(MANAGERS + "/0/fieldsV1/f:spec/f:replicas");
        client.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':1}}")
                .code(200);
        client.get(deployments + "/d");
    }

    @ConformanceScenario(42)
    void moreThanTenManagersAreJoined(ScenarioClient client) {
        client.post(client.in("configmaps?fieldManager=m00"), "{'metadata':{'name':'m'},'data':{'k00':'v'}}")
                .code(201);
        for (int number = 1; number < 13; number++) {
            String two = String.format("%02d", number);
            client.merge(client.in("configmaps/m?fieldManager=m" + two), "{'data':{'k" + two + "':'v'}}")
                    .code(200);
        }
        ScenarioResponse read = client.get(client.in("configmaps/m"));
        read.has(MANAGERS + "/9").lacks(MANAGERS + "/10");
        assertThat(read.body()).contains("\"ancient-changes\"").doesNotContain("\"m02\"");
    }

    /** Creates a deployment whose replicas are managed by {@code a}. */
    private static ScenarioResponse twoReplicas(ScenarioClient client, String deployments) {
        return client.post(
                        deployments + "?fieldManager=a",
                        ScenarioClient.deploymentJson("d").replace("'replicas':0", "'replicas':2"))
                .code(201);
    }
}
