package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** The status and the scale of custom objects. */
final class CustomSubresourceScenarios {
    private static final String STATUS = CustomKind.version("v1", ",'subresources':{'status':{}}");
    private static final String SCALE = CustomKind.version(
            "v1",
            ",'subresources':{'status':{},'scale':{'specReplicasPath':'.spec.replicas','statusReplicasPath':"
                    + "'.status.replicas','labelSelectorPath':'.status.selector'}}");

    @ConformanceScenario({40, 41, 63})
    void theStatusHasItsOwnPath(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(STATUS);
        widgets.post("a", ",'spec':{'size':1},'status':{'ready':true}")
                .code(201)
                .lacks("/status");
        client.merge(widgets.object("a"), "{'spec':{'size':2},'status':{'ready':true}}")
                .code(200)
                .lacks("/status")
                .is("/metadata/generation", 2);
        client.merge(
                        widgets.object("a") + "/status",
                        "{'metadata':{'labels':{'a':'b'}},'spec':{'size':3},'status':{'ready':true}}")
                .code(200)
                .is("/spec/size", 2)
                .is("/status/ready", "true")
                .lacks("/metadata/labels")
                .is("/metadata/generation", 2);
        client.get(widgets.object("a") + "/status").code(200).is("/kind", "Widget");
    }

    @ConformanceScenario({32, 40, 63})
    void theStatusIsReplaced(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(STATUS);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        String stored = client.get(widgets.object("a")).with("/status", "{\"ready\":true}");
        client.put(widgets.object("a") + "/status", stored).code(200).is("/status/ready", "true");
        client.put(widgets.object("a") + "/status", stored).code(409);
        String bare = client.get(widgets.object("a")).without("/status");
        client.put(widgets.object("a") + "/status", bare).code(200).lacks("/status");
        client.put(widgets.object("a"), client.get(widgets.object("a")).with("/status", "{\"ready\":false}"))
                .code(200)
                .lacks("/status");
        client.put(widgets.object("none") + "/status", widgets.widget("none", ",'status':{}"))
                .code(404);
    }

    @ConformanceScenario({40, 41, 63})
    void withoutTheSubresourceTheStatusIsAField(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(CustomKind.V1);
        widgets.post("a", ",'status':{'ready':true}").code(201).is("/status/ready", "true");
        client.merge(widgets.object("a"), "{'status':{'ready':false}}")
                .code(200)
                .is("/metadata/generation", 2);
        client.get(widgets.object("a") + "/status").code(404);
        client.merge(widgets.object("a") + "/scale", "{'spec':{'replicas':1}}").code(404);
        client.post(widgets.object("a") + "/status", "{}").code(404);
    }

    @ConformanceScenario({55, 63})
    void anObjectIsScaled(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(SCALE);
        widgets.post("a", ",'spec':{'replicas':2}").code(201);
        client.merge(widgets.object("a") + "/status", "{'status':{'replicas':1,'selector':'app=a'}}")
                .code(200);
        client.get(widgets.object("a") + "/scale")
                .is("/spec/replicas", 2)
                .is("/status/replicas", 1)
                .is("/status/selector", "app=a");
        client.merge(widgets.object("a") + "/scale", "{'spec':{'replicas':5}}")
                .code(200)
                .is("/spec/replicas", 5);
        client.get(widgets.object("a")).is("/spec/replicas", 5).is("/metadata/generation", 2);
        String scale = client.get(widgets.object("a") + "/scale").with("/spec/replicas", "7");
        client.put(widgets.object("a") + "/scale", scale).code(200).is("/spec/replicas", 7);
        client.put(widgets.object("a") + "/scale", scale).code(409);
        client.post(widgets.object("a") + "/scale", scale).code(405);
    }

    @ConformanceScenario({35, 55, 63})
    void aScaleIsChecked(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(SCALE);
        widgets.post("a", ",'spec':{'replicas':-1}").code(422);
        widgets.post("b", ",'spec':{'replicas':3000000000}").code(422);
        widgets.post("c", "").code(201);
        client.get(widgets.object("c") + "/scale").code(500);
        client.merge(widgets.object("c") + "/scale", "{'metadata':{'labels':{'a':'b'}}}")
                .code(400);
        client.merge(widgets.object("c") + "/scale", "{'spec':{'replicas':-3}}").code(422);
        client.merge(widgets.object("c") + "/scale", "{'spec':{'replicas':3}}").code(200);
        client.get(widgets.object("c")).is("/spec/replicas", 3);
        client.merge(widgets.object("c") + "/status", "{'status':{'replicas':-2}}")
                .code(422);
        client.get(widgets.object("none") + "/scale").code(404);
    }

    @ConformanceScenario({38, 63})
    void aScaleIsApplied(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(SCALE);
        client.apply(widgets.object("a"), "me", widgets.widget("a", ",'spec':{'replicas':2}"))
                .code(201);
        String scale = "{'apiVersion':'autoscaling/v1','kind':'Scale','metadata':{'name':'a','namespace':'"
                + client.namespace() + "'},'spec':{'replicas':4}}";
        client.apply(widgets.object("a") + "/scale", "scaler", scale).code(409);
        client.apply(widgets.object("a") + "/scale", "scaler&force=true", scale).code(500);
        client.merge(widgets.object("a") + "/scale?fieldManager=other", "{'spec':{'replicas':5}}")
                .code(200);
        client.get(widgets.object("a")).is("/spec/replicas", 5);
    }
}
