package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Server-side apply: who manages a field, and what becomes of a field that a manager leaves out. */
final class ApplyScenarios {
    private static final String MANAGERS = "/metadata/managedFields";

    private static String map(String data) {
        return "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{" + data + "}}";
    }

    private static ScenarioResponse apply(ScenarioClient client, String manager, String data) {
        return client.apply(client.in("configmaps/m"), manager, map(data));
    }

    @ConformanceScenario({38, 42})
    void anApplyCreatesAnObject(ScenarioClient client) {
        apply(client, "a", "'one':'1'")
                .code(201)
                .is(MANAGERS + "/0/manager", "a")
                .is(MANAGERS + "/0/operation", "Apply")
                .has(MANAGERS + "/0/fieldsV1/f:data/f:one")
                .lacks(MANAGERS + "/1");
        client.get(client.in("configmaps/m")).code(200).is("/data/one", "1");
    }

    @ConformanceScenario(38)
    void aConfigurationMayBeYaml(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", """
                # a comment
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m
                  labels: {tier: 'front', "on": "1"}
                data:
                  plain: some words
                  number: '80'
                  lines: |
                    one
                    two
                  folded: >-
                    one
                    two
                  ? key
                  : value
                """)
                .code(201)
                .is("/data/plain", "some words")
                .is("/data/lines", "one\ntwo\n");
        client.apply(client.in("services/s"), "a", """
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec:
                  selector: &labels {app: web}
                  publishNotReadyAddresses: yes
                  ports:
                  - name: web
                    port: 0x50
                    targetPort: 8_080
                  - {name: other, port: 0100, targetPort: web}
                """).code(201);
    }

    @ConformanceScenario(38)
    void anApplyChangesItsFields(ScenarioClient client) {
        ScenarioResponse created = apply(client, "a", "'one':'1','two':'1'");
        ScenarioResponse changed =
                apply(client, "a", "'one':'2','two':'1'").code(200).is("/data/one", "2");
        assertThat(changed.versionNumber()).isGreaterThan(created.versionNumber());
    }

    @ConformanceScenario({2, 38})
    void theSameConfigurationChangesNothing(ScenarioClient client) {
        ScenarioResponse created = apply(client, "a", "'one':'1'");
        ScenarioResponse again = apply(client, "a", "'one':'1'").code(200);
        assertThat(again.version()).isEqualTo(created.version());
        client.get(client.in("configmaps/m"));
    }

    @ConformanceScenario(38)
    void aFieldThatIsLeftOutIsRemoved(ScenarioClient client) {
        apply(client, "a", "'one':'1','two':'2'");
        apply(client, "a", "'two':'2'").code(200).lacks("/data/one").is("/data/two", "2");
        apply(client, "a", "").code(200);
        client.apply(client.in("configmaps/m"), "a", "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'}}")
                .code(200)
                .lacks("/data")
                .lacks(MANAGERS);
    }

    @ConformanceScenario({38, 42})
    void managersShareAFieldOfOneValue(ScenarioClient client) {
        apply(client, "a", "'one':'1','two':'2'");
        ScenarioResponse shared = apply(client, "b", "'one':'1'").code(200);
        assertThat(shared.body()).contains("\"manager\":\"a\"").contains("\"manager\":\"b\"");
        apply(client, "a", "'two':'2'").code(200).is("/data/one", "1");
        apply(client, "b", "'three':'3'").code(200).lacks("/data/one").is("/data/two", "2");
    }

    @ConformanceScenario(38)
    void managersOfOtherKeysDoNotDisturbEachOther(ScenarioClient client) {
        apply(client, "a", "'one':'1'");
        client.apply(client.in("configmaps/m"), "b", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','labels':{'tier':'front'},
                'annotations':{'note':'x'}},'data':{'two':'2'}}""")
                .code(200)
                .is("/data/one", "1")
                .is("/data/two", "2");
        apply(client, "a", "'one':'3'").code(200).is("/metadata/labels/tier", "front");
    }

    @ConformanceScenario({38, 42})
    void anUpdateTakesAnAppliedField(ScenarioClient client) {
        apply(client, "a", "'one':'1','two':'2'");
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'data':{'one':'3'}}")
                .code(200)
                .lacks(MANAGERS + "/0/fieldsV1/f:data/f:one")
                .has(MANAGERS + "/1/fieldsV1/f:data/f:one");
        apply(client, "a", "'two':'2'").code(200).is("/data/one", "3");
    }

    @ConformanceScenario({38, 42})
    void anApplyAndAnUpdateOfOneManagerAreTwoEntries(ScenarioClient client) {
        client.post(client.in("configmaps?fieldManager=a"), "{'metadata':{'name':'m'},'data':{'one':'1','two':'2'}}")
                .code(201);
        apply(client, "a", "'one':'1','three':'3'")
                .code(200)
                .is(MANAGERS + "/0/operation", "Apply")
                .is(MANAGERS + "/1/operation", "Update");
        apply(client, "a", "'three':'3'").code(200).is("/data/one", "1");
    }

    @ConformanceScenario({38, 42})
    void anObjectWithoutManagersGetsOneForWhatItHad(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'m'},'data':{'one':'1','two':'2'}}")
                .code(201);
        client.merge(client.in("configmaps/m"), "{'metadata':{'managedFields':[]}}")
                .code(200);
        apply(client, "a", "'one':'1','three':'3'").code(200);
        apply(client, "a", "'three':'3'").code(200).is("/data/one", "1");
        apply(client, "a", "'two':'4'").code(409);
    }

    @ConformanceScenario({38, 42})
    void aFieldThatIsRemovedLosesItsManager(ScenarioClient client) {
        apply(client, "a", "'one':'1','two':'2'");
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'data':{'one':null}}")
                .code(200)
                .lacks(MANAGERS + "/0/fieldsV1/f:data/f:one");
        apply(client, "a", "'one':'1','two':'2'").code(200).is("/data/one", "1");
        client.merge(client.in("configmaps/m?fieldManager=b"), "{'data':null}").code(200);
        apply(client, "c", "'two':'5'").code(200);
    }

    @ConformanceScenario(38)
    void emptyValuesAndNullsHaveManagers(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','labels':{},'annotations':null},
                'data':{'one':'','two':null},'immutable':null}""").code(201);
        client.apply(client.in("configmaps/m"), "a", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','labels':null},'data':null}""").code(200);
        client.apply(client.in("configmaps/m"), "a", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{},'binaryData':{'k':'AA=='}}""").code(200);
        client.get(client.in("configmaps/m"));
    }

    @ConformanceScenario({38, 41})
    void defaultsHaveNoManager(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        String configuration =
                ScenarioClient.deploymentJson("d").replaceFirst("\\{", "{'apiVersion':'apps/v1','kind':'Deployment',");
        client.apply(deployments + "/d", "a", configuration)
                .code(201)
                .is("/spec/revisionHistoryLimit", 10)
                .lacks(MANAGERS + "/0/fieldsV1/f:spec/f:revisionHistoryLimit")
                .is("/metadata/generation", 1);
        client.apply(deployments + "/d", "a", configuration).code(200).is("/metadata/generation", 1);
        client.apply(deployments + "/d", "b", """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'minReadySeconds':5,
                'revisionHistoryLimit':10}}""").code(200).is("/metadata/generation", 2);
        client.apply(deployments + "/d", "b", """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'revisionHistoryLimit':3}}""").code(200).lacks("/spec/minReadySeconds");
        client.apply(deployments + "/d", "b", "{'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'}}")
                .code(200)
                .is("/spec/revisionHistoryLimit", 10);
    }

    @ConformanceScenario({3, 38})
    void aWatchReceivesWhatIsApplied(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in(
                "configmaps?resourceVersion=" + client.configMap("other").version()));
        apply(client, "a", "'one':'1'");
        apply(client, "a", "'one':'1'");
        apply(client, "a", "'one':'2'");
        client.delete(client.in("configmaps/m"));

        watch.receives("ADDED m", "MODIFIED m", "DELETED m");
    }

    @ConformanceScenario({38, 42})
    void aManagerThatAppliesWhatIsThereChangesOnlyTheManagers(ScenarioClient client) {
        ScenarioResponse created = apply(client, "a", "'one':'1'");
        ScenarioResponse shared = apply(client, "b", "'one':'1'").code(200);
        assertThat(shared.versionNumber()).isGreaterThan(created.versionNumber());
        ScenarioResponse again = apply(client, "b", "'one':'1'").code(200);
        assertThat(again.version()).isEqualTo(shared.version());
    }

    @ConformanceScenario({38, 46})
    void anObjectThatIsBeingDeletedIsApplied(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','finalizers':['example.com/a']}}""").code(201);
        client.delete(client.in("configmaps/m")).code(200);
        client.apply(client.in("configmaps/m"), "a", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'}}""").code(200);
        client.get(client.in("configmaps/m")).code(404);
    }

    @ConformanceScenario({38, 42})
    void entriesOfOtherVersionsAreDroppedByAnApply(ScenarioClient client) {
        ScenarioResponse created = client.configMap("m");
        String entry = "{'manager':'z','operation':'Update','apiVersion':'v0','time':'2001-01-01T00:00:00Z',"
                + "'fieldsType':'FieldsV1','fieldsV1':{'f:data':{'f:one':{}}}}";
        client.put(client.in("configmaps/m?fieldManager=y"), created.with(MANAGERS, "[" + entry + "]"))
                .code(200);
        apply(client, "a", "'one':'1'").code(200);
    }
}
