package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** Server-side apply of custom objects: the schema says how lists and maps are shared. */
final class CustomApplyScenarios {
    private static final String SCHEMA = """
            {'type':'object','properties':{'spec':{'type':'object','properties':{
            'size':{'type':'integer'},
            'names':{'type':'array','x-kubernetes-list-type':'set','items':{'type':'string'}},
            'plain':{'type':'array','items':{'type':'string'}},
            'ports':{'type':'array','x-kubernetes-list-type':'map','x-kubernetes-list-map-keys':['port','protocol'],
            'items':{'type':'object','required':['port'],'properties':{'port':{'type':'integer'},'name':{'type':'string'},
            'protocol':{'type':'string','default':'TCP'}}}},
            'labels':{'type':'object','additionalProperties':{'type':'string'}},
            'whole':{'type':'object','x-kubernetes-map-type':'atomic','properties':{'a':{'type':'string'},
            'b':{'type':'string'}}},
            'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true},
            'amount':{'x-kubernetes-int-or-string':true},
            'inner':{'type':'object','x-kubernetes-embedded-resource':true,'x-kubernetes-preserve-unknown-fields':true}
            }},'status':{'type':'object','properties':{'ready':{'type':'boolean'}}}}}""";
    private static final String V1 = "{'name':'v1','served':true,'storage':true,'subresources':{'status':{}},"
            + "'schema':{'openAPIV3Schema':" + SCHEMA + "}}";

    @ConformanceScenario({38, 61})
    void anObjectIsCreatedAndChangedByApply(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'size':1,'labels':{'a':'1','b':'2'}}"))
                .code(201);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'labels':{'a':'1'}}"))
                .code(200)
                .lacks("/spec/size")
                .lacks("/spec/labels/b");
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'labels':{'a':'1'}}"))
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({38, 61})
    void managersConflictAndShare(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(widgets.object("a"), "one", widgets.widget("a", ",'spec':{'size':1}"))
                .code(201);
        client.apply(widgets.object("a"), "two", widgets.widget("a", ",'spec':{'size':1}"))
                .code(200);
        client.apply(widgets.object("a"), "two", widgets.widget("a", ",'spec':{'size':2}"))
                .code(409);
        client.apply(widgets.object("a"), "two&force=true", widgets.widget("a", ",'spec':{'size':2}"))
                .code(200);
        client.merge(widgets.object("a") + "?fieldManager=three", "{'spec':{'size':3}}")
                .code(200);
        client.apply(widgets.object("a"), "two", widgets.widget("a", ",'spec':{'size':4}"))
                .code(409);
        client.patch(widgets.object("a"), ScenarioClient.APPLY, widgets.widget("a", ""))
                .code(422);
    }

    @ConformanceScenario({38, 61})
    void setsAndMapListsAreSharedByTheirItems(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(
                        widgets.object("a"),
                        "one",
                        widgets.widget(
                                "a", ",'spec':{'names':['a','b'],'plain':['x'],'ports':[{'port':80,'name':'web'}]}"))
                .code(201);
        client.apply(
                        widgets.object("a"),
                        "two",
                        widgets.widget(
                                "a",
                                ",'spec':{'names':['c'],'ports':[{'port':80,'protocol':'UDP','name':'dns'},{'port':443}]}"))
                .code(200);
        client.apply(widgets.object("a"), "two", widgets.widget("a", ",'spec':{'plain':['y']}"))
                .code(409);
        client.apply(widgets.object("a"), "one", widgets.widget("a", ",'spec':{'names':['b']}"))
                .code(200);
        client.apply(
                        widgets.object("a"),
                        "one",
                        widgets.widget("a", ",'spec':{'names':['b','b'],'ports':[{'name':'none'}]}"))
                .code(500);
    }

    @ConformanceScenario({38, 61})
    void atomicMapsAndFreeFieldsAreShared(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(
                        widgets.object("a"),
                        "one",
                        widgets.widget(
                                "a",
                                ",'spec':{'whole':{'a':'1'},'free':{'x':{'y':[1,{'z':2}]}},'amount':'5%','inner':{'apiVersion':"
                                        + "'v1','kind':'ConfigMap','metadata':{'name':'b'},'data':{'k':'v'}}}"))
                .code(201);
        client.apply(
                        widgets.object("a"),
                        "two",
                        widgets.widget("a", ",'spec':{'free':{'x':{'w':true}},'amount':7,'whole':{'b':'2'}}"))
                .code(409);
        client.apply(
                        widgets.object("a"),
                        "two&force=true",
                        widgets.widget("a", ",'spec':{'free':{'x':{'w':true}},'amount':7,'whole':{'b':'2'}}"))
                .code(200);
    }

    @ConformanceScenario({35, 38, 61})
    void aConfigurationHasToFitTheSchema(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'size':'large'}"))
                .code(500);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'shape':'round'}"))
                .code(500);
        client.apply(widgets.object("a"), "me", widgets.widget("b", "")).code(400);
        client.apply(widgets.object("a"), "me", "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a'}}")
                .code(400);
    }

    @ConformanceScenario({38, 40, 63})
    void aStatusIsApplied(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'size':1},'status':{'ready':true}"))
                .code(201)
                .lacks("/status");
        client.apply(
                        widgets.object("a") + "/status",
                        "status",
                        widgets.widget("a", ",'spec':{'size':2},'status':{'ready':true}"))
                .code(200)
                .is("/spec/size", 1)
                .is("/status/ready", "true");
        client.apply(widgets.object("none") + "/status", "me", widgets.widget("none", ""))
                .code(404);
    }

    @ConformanceScenario({38, 62})
    void managersOfSeveralVersionsMeet(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client)
                .establish(V1 + "," + V1.replace("'v1'", "'v2'").replace("'storage':true", "'storage':false"));
        client.apply(widgets.object("a"), "one", widgets.widget("a", ",'spec':{'size':1,'labels':{'a':'1'}}"))
                .code(201);
        client.apply(widgets.objects("v2") + "/a", "two", widgets.widget("v2", "a", ",'spec':{'size':2}"))
                .code(409);
        client.apply(
                        widgets.objects("v2") + "/a",
                        "two&force=true",
                        widgets.widget("v2", "a", ",'spec':{'size':2,'labels':{'b':'2'}}"))
                .code(200);
        client.apply(widgets.objects("v2") + "/a", "one", widgets.widget("v2", "a", ",'spec':{'labels':{'c':'3'}}"))
                .code(200);
        client.merge(widgets.object("a") + "?fieldManager=three", "{'spec':{'size':9}}")
                .code(200);
    }

    @ConformanceScenario({38, 56, 61})
    void applyGoesOnFromClientSideApply(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(
                        widgets.objects() + "?fieldManager=kubectl-client-side-apply",
                        widgets.widget("a", ",'spec':{'size':1,'labels':{'a':'1'}}")
                                .replace(
                                        "'name':'a'",
                                        "'name':'a','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{}'}"))
                .code(201);
        client.apply(widgets.object("a"), "kubectl", widgets.widget("a", ",'spec':{'size':2}"))
                .code(409);
        client.apply(widgets.object("a"), "kubectl&force=true", widgets.widget("a", ",'spec':{'size':2}"))
                .code(200);
    }
}
