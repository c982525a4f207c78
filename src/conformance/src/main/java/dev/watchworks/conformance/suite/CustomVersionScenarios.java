package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.suite.CustomKind.V1;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Custom kinds in several versions, and objects that are read with another schema than they were written with. */
final class CustomVersionScenarios {
    private static final String OLD =
            V1.replace("'storage':true", "'storage':false").replace("'v1'", "'v1beta1'");
    private static final String WIDE = "{'name':'v2','served':true,'storage':false,'schema':{'openAPIV3Schema':{'type':"
            + "'object','properties':{'spec':{'type':'object','properties':{'size':{'type':'integer'},'weight':{'type':"
            + "'integer','default':5}}}}}}}";

    @ConformanceScenario({61, 62})
    void anObjectIsReadInEachVersion(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1 + "," + OLD);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        client.get(widgets.objects("v1beta1") + "/a").is("/apiVersion", widgets.group() + "/v1beta1");
        client.get(widgets.objects("v1beta1")).lists("a").is("/items/0/apiVersion", widgets.group() + "/v1beta1");
        client.post(widgets.objects("v1beta1"), widgets.widget("v1beta1", "b", ",'spec':{'size':2}"))
                .code(201)
                .is("/apiVersion", widgets.group() + "/v1beta1");
        client.get(widgets.object("b")).is("/apiVersion", widgets.group() + "/v1");
        client.post(widgets.objects("v1beta1"), widgets.widget("v1", "c", "")).code(400);
    }

    @ConformanceScenario({3, 62})
    void aWatchSendsItsOwnVersion(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1 + "," + OLD);
        String from = client.get(widgets.objects()).version();
        ScenarioWatch watch = client.watch(widgets.objects("v1beta1") + "?resourceVersion=" + from);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        client.delete(widgets.object("a")).code(200);
        watch.receives("ADDED a", "DELETED a");
    }

    @ConformanceScenario({41, 62})
    void aVersionShowsTheFieldsOfItsSchema(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1 + "," + WIDE);
        widgets.post("a", ",'spec':{'size':1,'colour':'blue'}").code(201);
        client.get(widgets.objects("v2") + "/a").lacks("/spec/colour");
        client.post(widgets.objects("v2"), widgets.widget("v2", "b", ",'spec':{'size':2,'weight':7}"))
                .code(201);
        client.get(widgets.object("b")).code(200);
        client.merge(widgets.objects("v2") + "/a", "{'spec':{'size':3}}").code(200);
        client.get(widgets.object("a")).is("/spec/size", 3);
    }

    @ConformanceScenario({50, 62})
    void versionsAreOrderedByTheirMaturity(ScenarioClient client) {
        String alpha = OLD.replace("v1beta1", "v1alpha1");
        String other = OLD.replace("v1beta1", "foo");
        CustomKind widgets = CustomKind.of(client).establish(other + "," + alpha + "," + OLD + "," + V1);
        String group = "/apis/" + widgets.group();
        client.await(
                group,
                found -> found.text("/preferredVersion/version").equals("v1")
                        && !found.text("/versions/3/version").isEmpty());
        client.get(group).is("/versions/1/version", "v1beta1").is("/versions/3/version", "foo");
    }

    @ConformanceScenario({60, 62})
    void aVersionThatIsNoLongerServedIsNotFound(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1 + "," + OLD);
        client.await(widgets.objects("v1beta1"), found -> found.text("/kind").equals("WidgetList"));
        widgets.change("{'spec':{'versions':[" + V1 + "," + OLD.replace("'served':true", "'served':false") + "]}}")
                .code(200);
        client.await(widgets.objects("v1beta1"), found -> !found.text("/kind").equals("WidgetList"));
        client.get(widgets.objects("v1beta1")).code(404);
        widgets.awaitServed();
        client.get(widgets.objects()).code(200);
    }

    @ConformanceScenario(62)
    void withoutItsWebhookOnlyTheStoredVersionIsServed(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        widgets.create(widgets.definition(
                "'scope':'Namespaced','conversion':{'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1'],"
                        + "'clientConfig':{'url':'https://127.0.0.1:1/convert'}}}",
                "'kind':'Widget','singular':'widget'",
                V1 + "," + OLD));
        widgets.post("a", ",'spec':{'size':1}").code(201);
        client.get(widgets.object("a")).code(200);
        client.get(widgets.objects("v1beta1") + "/a").code(500).has("/message");
        client.post(widgets.objects("v1beta1"), widgets.widget("v1beta1", "b", ""))
                .code(500);
    }

    @ConformanceScenario(62)
    void aDeprecatedVersionWarns(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client)
                .establish(V1 + "," + OLD.replace("'served'", "'deprecated':true,'served'") + ","
                        + OLD.replace("'served'", "'deprecated':true,'deprecationWarning':'too old','served'")
                                .replace("v1beta1", "v1alpha1"));
        client.get(widgets.objects()).withoutHeader("Warning");
        client.get(widgets.objects("v1beta1")).code(200);
        client.get(widgets.objects("v1alpha1")).header("Warning", "299 - \"too old\"");
        client.get(widgets.objects("v1beta1") + "/none").code(404);
    }

    @ConformanceScenario({60, 61, 62})
    void defaultsOfANewSchemaShowInOldObjects(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        String version = widgets.post("b", ",'spec':{'size':1,'free':{'x':1}}").version();
        String changed = V1.replace(
                        "'size':{'type':'integer'}",
                        "'size':{'type':'integer'},'weight':{'type':'integer','default':3}")
                .replace(
                        "'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true}",
                        "'free':{'type':'object'}");
        widgets.change("{'spec':{'versions':[" + changed + "]}}").code(200);
        widgets.awaitServed();
        client.await(widgets.object("b"), found -> found.text("/spec/weight").equals("3"));
        client.get(widgets.object("b")).is("/metadata/resourceVersion", version).lacks("/spec/free/x");
        client.get(widgets.objects()).lists("a", "b");
        client.merge(widgets.object("a"), "{'metadata':{'labels':{'a':'b'}}}")
                .code(200)
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario({60, 62})
    void theStorageVersionMayChange(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1 + "," + OLD);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        widgets.change("{'spec':{'versions':[" + V1.replace("'storage':true", "'storage':false") + ","
                        + OLD.replace("'storage':false", "'storage':true") + "]}}")
                .code(200)
                .is("/status/storedVersions", "[\"v1\",\"v1beta1\"]");
        widgets.awaitServed();
        client.get(widgets.object("a")).is("/apiVersion", widgets.group() + "/v1");
        client.merge(widgets.object("a"), "{'spec':{'size':2}}").code(200).is("/apiVersion", widgets.group() + "/v1");
        client.get(widgets.objects("v1beta1") + "/a").is("/spec/size", 2);
    }
}
