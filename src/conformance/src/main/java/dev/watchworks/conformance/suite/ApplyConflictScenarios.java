package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Server-side apply of fields that other managers have: conflicts, force, and the way from kubectl's own apply. */
final class ApplyConflictScenarios {
    private static final String MANAGERS = "/metadata/managedFields";
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static ScenarioResponse apply(ScenarioClient client, String manager, String data) {
        return client.apply(
                client.in("configmaps/m"),
                manager,
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'},'data':{" + data + "}}");
    }

    @ConformanceScenario({35, 38})
    void aFieldOfAnotherApplierIsAConflict(ScenarioClient client) {
        apply(client, "a", "'one':'1'");
        apply(client, "b", "'one':'2'")
                .fails(409, "Conflict", "Apply failed with 1 conflict: conflict with \"a\": .data.one")
                .is("/details/causes/0/reason", "FieldManagerConflict")
                .is("/details/causes/0/field", ".data.one");
        client.get(client.in("configmaps/m")).is("/data/one", "1").lacks(MANAGERS + "/1");
    }

    @ConformanceScenario({35, 38})
    void severalFieldsAreSeveralCauses(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        client.post(deployments + "?fieldManager=u", ScenarioClient.deploymentJson("d"))
                .code(201);
        client.apply(deployments + "/d", "a", """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d','labels':{'new':'1'}},'spec':{'replicas':3,
                'paused':false,'template':{'metadata':{'labels':{'app':'other'}},'spec':{'containers':[{'name':'web',
                'image':'nginx:2','ports':[{'containerPort':80}]}],'restartPolicy':'Never'}}}}""").code(409);
    }

    @ConformanceScenario({35, 38})
    void aFieldOfAnUpdateIsAConflictThatNamesItsVersion(ScenarioClient client) {
        client.post(client.in("configmaps?fieldManager=u"), "{'metadata':{'name':'m'},'data':{'one':'1'}}")
                .code(201);
        apply(client, "a", "'one':'2'")
                .fails(409, "Conflict", "Apply failed with 1 conflict: conflict with \"u\" using v1: .data.one");
        apply(client, "u", "'one':'2'").code(409);
        apply(client, "a", "'one':'1'").code(200);
    }

    @ConformanceScenario({38, 42})
    void forceTakesAField(ScenarioClient client) {
        apply(client, "a", "'one':'1','two':'2'");
        apply(client, "b&force=true", "'one':'3'")
                .code(200)
                .is("/data/one", "3")
                .is("/data/two", "2");
        apply(client, "a", "'one':'1','two':'2'").code(409);
        apply(client, "a", "'two':'2'").code(200).is("/data/one", "3");
    }

    @ConformanceScenario({38, 42})
    void aManagerWithoutFieldsIsGone(ScenarioClient client) {
        apply(client, "a", "'one':'1'");
        apply(client, "b&force=true", "'one':'2'")
                .code(200)
                .is(MANAGERS + "/0/manager", "b")
                .lacks(MANAGERS + "/1");
    }

    @ConformanceScenario(38)
    void forceIsTrueUnlessItIsFalseOrZero(ScenarioClient client) {
        apply(client, "a", "'one':'1'");
        apply(client, "b&force=false", "'one':'2'").code(409);
        apply(client, "b&force=0", "'one':'2'").code(409);
        apply(client, "b&force=False", "'one':'2'").code(409);
        apply(client, "b&force=no", "'one':'3'").code(200);
        apply(client, "a&force=", "'one':'4'").code(200);
        apply(client, "b&force=1", "'one':'5'").code(200);
    }

    @ConformanceScenario({38, 40})
    void aConflictNamesTheSubresource(ScenarioClient client) {
        String deployments = client.in("apps/v1", "deployments");
        client.post(deployments + "?fieldManager=u", ScenarioClient.deploymentJson("d"))
                .code(201);
        String status = """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'status':{'observedGeneration':%s}}""";
        client.apply(deployments + "/d/status", "a", status.formatted("1")).code(200);
        client.apply(deployments + "/d/status", "b", status.formatted("2")).code(409);
        client.merge(deployments + "/d/status?fieldManager=c", "{'status':{'observedGeneration':3}}")
                .code(200);
        client.apply(deployments + "/d/status", "b", status.formatted("2")).code(409);
    }

    @ConformanceScenario(38)
    void aConflictNamesTheItem(ScenarioClient client) {
        client.apply(client.in("services/s"), "a", """
                {'apiVersion':'v1','kind':'Service','metadata':{'name':'s','finalizers':['example.com/a']},'spec':{
                'ports':[{'name':'dns','port':53,'protocol':'UDP','targetPort':53}]}}""").code(201);
        client.apply(client.in("services/s"), "b", """
                {'apiVersion':'v1','kind':'Service','metadata':{'name':'s','finalizers':['example.com/a']},'spec':{
                'ports':[{'name':'dns','port':53,'protocol':'UDP','targetPort':'web'}]}}""").code(409);
        client.apply(client.in("services/s"), "", "").code(422);
        client.merge(client.in("services/s"), "{'metadata':{'finalizers':[]}}").code(200);
    }

    @ConformanceScenario(38)
    void anotherFormOfAQuantityIsAnotherValue(ScenarioClient client) {
        String quota = "{'apiVersion':'v1','kind':'ResourceQuota','metadata':{'name':'q'},'spec':{'hard':{'%s':'%s'}}}";
        client.apply(client.in("resourcequotas/q"), "a", quota.formatted("cpu", "1000m"))
                .code(201)
                .is("/spec/hard/cpu", "1");
        client.apply(client.in("resourcequotas/q"), "a", quota.formatted("cpu", "1000m"))
                .code(200);
        client.apply(client.in("resourcequotas/q"), "b", quota.formatted("cpu", "1000m"))
                .code(409);
        client.apply(client.in("resourcequotas/q"), "b", quota.formatted("cpu", "1"))
                .code(200);
    }

    private static ScenarioResponse clientSideApplied(ScenarioClient client) {
        return client.post(client.in("configmaps?fieldManager=kubectl-client-side-apply"), """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','annotations':{'%s':
                '{\\'apiVersion\\':\\'v1\\',\\'kind\\':\\'ConfigMap\\',\\'metadata\\':{\\'annotations\\':{},\\'name\\':\\'m\\'},\\'data\\':{\\'one\\':\\'1\\',\\'two\\':\\'2\\'}}'
                }},'data':{'one':'1','two':'2'}}""".formatted(LAST_APPLIED))
                .code(201);
    }

    @ConformanceScenario({38, 56})
    void kubectlTakesWhatItAppliedOnTheClientsSide(ScenarioClient client) {
        clientSideApplied(client);
        apply(client, "other", "'one':'3'").code(409);
        apply(client, "kubectl", "'one':'3'").code(200).is("/data/one", "3").is("/data/two", "2");
    }

    @ConformanceScenario({38, 56})
    void kubectlDoesNotTakeWhatOthersChangedSince(ScenarioClient client) {
        clientSideApplied(client);
        client.merge(client.in("configmaps/m?fieldManager=u"), "{'data':{'one':'5'}}")
                .code(200);
        apply(client, "kubectl", "'one':'3','two':'4'").code(409).is("/details/causes/0/field", ".data.one");
        apply(client, "kubectl", "'two':'4'").code(200).is("/data/one", "5");
    }

    @ConformanceScenario({38, 56})
    void theAnnotationOfKubectlFollowsItsApply(ScenarioClient client) {
        clientSideApplied(client);
        client.apply(client.in("configmaps/m"), "kubectl", """
                {'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'m','labels':{'b':'c'}},'data':{'two':'<&>','one':'1'}}""").code(200);
        client.apply(client.in("configmaps/m"), "kubectl", """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m
                  annotations: {}
                data: {two: '8'}
                """).code(200);
        client.apply(client.in("configmaps/m"), "kubectl&force=true", """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','annotations':{'note':'x','%s':'y'}}}""".formatted(LAST_APPLIED))
                .code(200);
    }

    @ConformanceScenario({35, 38})
    void aConflictNamesEachManager(ScenarioClient client) {
        apply(client, "z", "'one':'1','two':'1'");
        apply(client, "a", "'two':'1','three':'1'");
        client.merge(client.in("configmaps/m?fieldManager=u"), "{'data':{'four':'1'}}")
                .code(200);
        apply(client, "b", "'one':'2','two':'2','three':'2','four':'2'").code(409);
    }
}
