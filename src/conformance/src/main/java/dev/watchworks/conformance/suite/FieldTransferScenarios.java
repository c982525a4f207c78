package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** How managers change otherwise than by a write of a field: by clients that edit them, by a scale, by being too many. */
final class FieldTransferScenarios {
    private static final String MANAGERS = "/metadata/managedFields";

    private static ScenarioResponse map(ScenarioClient stage) {
        return stage.post(
                        stage.in("configmaps?fieldManager=a"),
                        "{'metadata':{'name':'m','labels':{'l':'1'}},'data':{'one':'1','two':'2'}}")
                .code(201);
    }

    private static ScenarioResponse put(ScenarioClient stage, ScenarioResponse stored, String managers) {
        return stage.put(stage.in("configmaps/m?fieldManager=b"), stored.with(MANAGERS, managers));
    }

    private static String entry(String manager, String fields) {
        return "{'manager':'" + manager + "','operation':'Update','apiVersion':'v1','time':'2001-01-01T00:00:00Z',"
                + "'fieldsType':'FieldsV1','fieldsV1':" + fields + "}";
    }

    @ConformanceScenario(42)
    void anEmptyListMakesAllManagersForgotten(ScenarioClient stage) {
        ScenarioResponse stored = map(stage);
        ScenarioResponse reset = put(stage, stored, "[]").code(200).lacks(MANAGERS);
        assertThat(reset.number()).isGreaterThan(stored.number());
        stage.merge(stage.in("configmaps/m?fieldManager=b"), "{'data':{'one':'3'}}")
                .code(200)
                .lacks(MANAGERS);
        put(stage, reset, "[" + entry("back", "{'f:data':{'f:two':{}}}") + "]").code(409);
        stage.merge(
                        stage.in("configmaps/m?fieldManager=b"),
                        "{'metadata':{'managedFields':[" + entry("back", "{'f:data':{'f:two':{}}}") + "]}}")
                .code(200)
                .is(MANAGERS + "/0/manager", "back");
    }

    @ConformanceScenario(42)
    void oneEmptyEntryMakesAllManagersForgotten(ScenarioClient stage) {
        map(stage);
        stage.patch(
                        stage.in("configmaps/m"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'replace','path':'/metadata/managedFields','value':[{}]}]")
                .code(200)
                .lacks(MANAGERS);
    }

    @ConformanceScenario(42)
    void aPatchMayMakeAllManagersForgotten(ScenarioClient stage) {
        map(stage);
        stage.merge(stage.in("configmaps/m"), "{'metadata':{'managedFields':[]}}")
                .code(200)
                .lacks(MANAGERS);
        stage.post(
                        stage.in("configmaps?fieldManager=a"),
                        "{'metadata':{'name':'n','managedFields':[]},'data':{'k':'v'}}")
                .code(201)
                .is(MANAGERS + "/0/manager", "a");
        stage.patch(stage.in("configmaps/n"), ScenarioClient.STRATEGIC, "{'metadata':{'managedFields':[{}]}}")
                .code(200)
                .lacks(MANAGERS);
    }

    @ConformanceScenario(42)
    void whoLeavesManagersOutKeepsThem(ScenarioClient stage) {
        ScenarioResponse stored = map(stage);
        stage.put(stage.in("configmaps/m?fieldManager=b"), stored.without(MANAGERS))
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
        stage.merge(stage.in("configmaps/m?fieldManager=b"), "{'metadata':{'managedFields':null}}")
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
    }

    @ConformanceScenario(42)
    void anEditedListCounts(ScenarioClient stage) {
        ScenarioResponse stored = map(stage);
        String twice = "[" + entry("z", "{'f:data':{'.':{},'f:one':{}},'x:unknown':{}}") + ","
                + entry("y", "{'f:data':{'f:two':{},'f:gone':{}}}").replace("2001", "2002") + ","
                + entry("w", "{'f:data':{'f:two':{}}}").replace("'Update'", "'Apply'") + ","
                + entry("v", "{}") + "]";
        ScenarioResponse edited = put(stage, stored, twice).code(200);
        edited.is(MANAGERS + "/0/manager", "w")
                .is(MANAGERS + "/1/manager", "z")
                .is(MANAGERS + "/2/manager", "y")
                .lacks(MANAGERS + "/3");
        stage.merge(stage.in("configmaps/m?fieldManager=b"), "{'data':{'two':'3'}}")
                .code(200);
    }

    @ConformanceScenario(42)
    void aPartOfWhatIsOneValueStandsForTheWhole(ScenarioClient stage) {
        String deployment = stage.in("apps/v1", "deployments/d");
        stage.post(stage.in("apps/v1", "deployments?fieldManager=a"), ScenarioClient.deploymentJson("d"))
                .code(201);
        for (String fields : new String[] {
            "{'f:spec':{'f:selector':{'f:matchLabels':{'f:a':{}}}}}",
            "{'f:spec':{'f:replicas':{'f:x':{}},'f:none':{'f:x':{}}}}",
            "{'f:spec':{'f:template':{'f:spec':{'f:tolerations':{'i:0':{}}}}}}"
        }) {
            String managers = "[" + entry("z", fields).replace("'v1'", "'apps/v1'") + "]";
            stage.merge(deployment + "?fieldManager=b", "{'metadata':{'managedFields':" + managers + "}}")
                    .code(200)
                    .is(MANAGERS + "/0/manager", "z");
        }
    }

    @ConformanceScenario(42)
    void entriesOfOtherVersionsAreDropped(ScenarioClient stage) {
        ScenarioResponse stored = map(stage);
        put(
                        stage,
                        stored,
                        "[" + entry("z", "{'f:data':{'f:one':{}}}") + ","
                                + entry("y", "{'f:data':{}}").replace("'v1'", "'v0'") + "]")
                .code(200)
                .is(MANAGERS + "/0/manager", "z")
                .lacks(MANAGERS + "/1");
        stage.merge(
                        stage.in("configmaps/m?fieldManager=b"),
                        "{'metadata':{'managedFields':["
                                + entry("y", "{'f:data':{}}").replace("'v1'", "'a/b/c'") + "]}}")
                .code(200);
    }

    @ConformanceScenario(42)
    void aListThatIsNoneIsPassedOver(ScenarioClient stage) {
        ScenarioResponse stored = map(stage);
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
            put(stage, stored, "[" + good + "," + bad + "]").code(200);
        }
        stage.get(stage.in("configmaps/m"))
                .is(MANAGERS + "/0/manager", "a")
                .is("/metadata/resourceVersion", stored.version());
    }

    @ConformanceScenario({35, 42})
    void anEntryHasLimits(ScenarioClient stage) {
        String good = entry("z", "{'f:data':{'f:one':{}}}");
        send(stage, "[" + good.replace("'z'", "'" + "z".repeat(129) + "'") + "]")
                .code(422);
        send(stage, "[" + good + "," + good.replace("'z'", "'a\\tb'") + "]").code(422);
        send(stage, "[" + good.replace("'v1'", "'v1','subresource':'" + "s".repeat(257) + "'") + "]")
                .code(422);
        send(stage, "5").code(400);
        send(stage, "[" + good.replace("2001-01-01T00:00:00Z", "soon") + "]").code(400);
    }

    private static ScenarioResponse send(ScenarioClient stage, String managers) {
        return stage.post(
                stage.in("configmaps?fieldManager=a"),
                "{'metadata':{'name':'m','managedFields':" + managers + "},'data':{'k':'v'}}");
    }

    @ConformanceScenario(42)
    void aSubresourceEditsNoManagers(ScenarioClient stage) {
        ScenarioResponse stored = stage.post(stage.in("pods?fieldManager=a"), ScenarioClient.podJson("p"))
                .code(201);
        stage.put(stage.in("pods/p/status?fieldManager=b"), stored.with(MANAGERS, "[]"))
                .code(200)
                .is(MANAGERS + "/0/manager", "a");
    }

    @ConformanceScenario({42, 55})
    void aScaleTakesTheReplicasOver(ScenarioClient stage) {
        String deployments = stage.in("apps/v1", "deployments");
        twoReplicas(stage, deployments).has(MANAGERS + "/0/fieldsV1/f:spec/f:replicas");
        stage.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':3}}")
                .code(200);
        stage.get(deployments + "/d");
        stage.merge(deployments + "/d/scale?fieldManager=c", "{'spec':{'replicas':4}}")
                .code(200);
        stage.get(deployments + "/d");
        stage.merge(deployments + "/d?fieldManager=a", "{'spec':{'replicas':5}}")
                .code(200);
    }

    @ConformanceScenario({42, 55})
    void aScaleThatChangesNothingPartsAManagerFromTheReplicas(ScenarioClient stage) {
        String deployments = stage.in("apps/v1", "deployments");
        twoReplicas(stage, deployments);
        stage.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':2}}")
                .code(200);
        stage.get(deployments + "/d");
        stage.merge(deployments + "/d?fieldManager=c", "{'spec':{'minReadySeconds':2}}")
                .code(200);
    }

    @ConformanceScenario({42, 55})
    void aScaleToNothingLeavesTheReplicasToNobody(ScenarioClient stage) {
        String deployments = stage.in("apps/v1", "deployments");
        twoReplicas(stage, deployments);
        stage.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':0}}")
                .code(200);
        stage.get(deployments + "/d").lacks(MANAGERS + "/0/fieldsV1/f:spec/f:replicas");
        stage.merge(deployments + "/d/scale?fieldManager=b", "{'spec':{'replicas':1}}")
                .code(200);
        stage.get(deployments + "/d");
    }

    @ConformanceScenario(42)
    void moreThanTenManagersAreJoined(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldManager=m00"), "{'metadata':{'name':'m'},'data':{'k00':'v'}}")
                .code(201);
        for (int number = 1; number < 13; number++) {
            String two = String.format("%02d", number);
            stage.merge(stage.in("configmaps/m?fieldManager=m" + two), "{'data':{'k" + two + "':'v'}}")
                    .code(200);
        }
        ScenarioResponse read = stage.get(stage.in("configmaps/m"));
        read.has(MANAGERS + "/9").lacks(MANAGERS + "/10");
        assertThat(read.body()).contains("\"ancient-changes\"").doesNotContain("\"m02\"");
    }

    /** Makes a deployment of which {@code a} manages the replicas. */
    private static ScenarioResponse twoReplicas(ScenarioClient stage, String deployments) {
        return stage.post(
                        deployments + "?fieldManager=a",
                        ScenarioClient.deploymentJson("d").replace("'replicas':0", "'replicas':2"))
                .code(201);
    }
}
