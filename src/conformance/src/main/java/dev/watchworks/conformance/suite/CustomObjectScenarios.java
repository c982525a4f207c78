package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.WITH_CONTROLLERS;
import static dev.watchworks.conformance.suite.CustomKind.V1;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** Custom objects are read, written, listed and watched as those of every kind. */
final class CustomObjectScenarios {
    @ConformanceScenario({2, 27, 41, 61})
    void anObjectIsCreatedReadReplacedAndDeleted(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", ",'spec':{'size':1,'tags':['x']}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/spec/colour", "red");
        String stored = client.get(widgets.object("a")).with("/spec/size", "2");
        client.put(widgets.object("a"), stored).code(200).is("/metadata/generation", 2);
        client.put(widgets.object("a"), stored).code(409);
        client.put(widgets.object("a"), widgets.widget("a", ",'spec':{'size':3}"))
                .code(422);
        client.merge(widgets.object("a"), "{'metadata':{'labels':{'a':'b'}}}")
                .code(200)
                .is("/metadata/generation", 2);
        client.delete(widgets.object("a")).code(200).is("/status", "Success");
        client.delete(widgets.object("a")).code(404);
    }

    @ConformanceScenario({2, 61})
    void aWriteThatChangesNothingMakesNoVersion(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String version = widgets.post("a", ",'spec':{'size':1}").version();
        client.merge(widgets.object("a"), "{'spec':{'size':1,'colour':'red'}}")
                .code(200)
                .is("/metadata/resourceVersion", version);
    }

    @ConformanceScenario({34, 35, 61})
    void kindNameAndNamespaceOfTheBodyAreChecked(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(widgets.objects(), "{'metadata':{'name':'a'}}").code(400);
        client.post(widgets.objects(), "{'kind':'Widget','metadata':{'name':'a'}}")
                .code(400);
        client.post(widgets.objects(), widgets.widget("a", "").replace("Widget", "Gadget"))
                .code(422);
        client.post(widgets.objects(), widgets.widget("v7", "a", "")).code(400);
        client.post(widgets.objects(), widgets.widget("a", "").replace("'name':'a'", "'name':'a','namespace':'other'"))
                .code(400);
        client.post(widgets.objects(), widgets.widget("a", "").replace("'name':'a'", ""))
                .code(422);
        client.post(widgets.objects(), widgets.widget("A_b", "")).code(422);
        client.post(widgets.objects(), "{").code(400);
        client.post(widgets.objects(), "[]").code(400);
        widgets.post("a", "").code(201);
        widgets.post("a", "").code(409);
        client.put(widgets.object("a"), widgets.widget("b", "")).code(400);
        client.put(widgets.object("none"), widgets.widget("none", ",'spec':{}")).code(404);
        client.get(widgets.object("none")).code(404);
    }

    @ConformanceScenario({35, 39, 61})
    void metadataIsThatOfEveryKind(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String metadata = "'name':'a','labels':{'a':'b','c':1},'odd':true";
        client.post(widgets.objects(), widgets.widget("a", "").replace("'name':'a'", metadata))
                .code(400);
        String unknown = "'name':'a','odd':true,'ownerReferences':[{'apiVersion':'v1','kind':'ConfigMap','name':'x',"
                + "'uid':'u','odd':1}]";
        client.post(widgets.objects() + "?dryRun=All", widgets.widget("a", "").replace("'name':'a'", unknown))
                .code(201);
        client.post(widgets.objects(), widgets.widget("a", "").replace("'name':'a'", "'name':'a','labels':{'a b':'c'}"))
                .code(422);
        client.post(
                        widgets.objects(),
                        widgets.widget("a", "")
                                .replace("'name':'a'", "'generateName':'a-','finalizers':['plain','a.b']"))
                .code(201);
    }

    @ConformanceScenario({39, 61})
    void unknownFieldsArePrunedWithAWarning(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String spec = ",'spec':{'size':1,'shape':'round','free':{'any':{'thing':1}}},'more':1";
        widgets.post("a", spec).code(201).lacks("/spec/shape").lacks("/more").is("/spec/free/any/thing", 1);
        client.post(widgets.objects() + "?fieldValidation=Strict", widgets.widget("b", spec))
                .code(400);
        client.post(widgets.objects() + "?fieldValidation=Ignore", widgets.widget("c", spec))
                .code(201)
                .withoutHeader("Warning");
        client.merge(widgets.object("a"), "{'spec':{'shape':'square'}}").code(200);
        client.merge(widgets.object("a") + "?fieldValidation=Strict", "{'spec':{'shape':'square','size':4}}")
                .code(422);
        client.post(
                        widgets.objects(),
                        "{'apiVersion':'" + widgets.group() + "/v1','kind':'Widget','metadata':{'name':'d'},"
                                + "'spec':{'size':1,'size':2}}")
                .code(201)
                .is("/spec/size", 2);
    }

    @ConformanceScenario({37, 61})
    void jsonAndMergePatchesAreTaken(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", ",'spec':{'size':1,'tags':['x','y']}").code(201);
        client.patch(
                        widgets.object("a"),
                        ScenarioClient.JSON_PATCH,
                        "[{'op':'replace','path':'/spec/size','value':5},{'op':'add','path':'/spec/tags/-','value':'z'}]")
                .code(200)
                .is("/spec/tags/2", "z");
        client.merge(widgets.object("a"), "{'spec':{'tags':null,'colour':null}}")
                .code(200)
                .lacks("/spec/tags")
                .is("/spec/colour", "red");
        client.patch(widgets.object("a"), ScenarioClient.STRATEGIC, "{'spec':{'size':7}}")
                .code(415);
        client.patch(widgets.object("a"), ScenarioClient.JSON_PATCH, "[{'op':'test','path':'/spec/size','value':9}]")
                .code(422);
        client.merge(widgets.object("a"), "{'kind':'Other'}").code(422);
        client.merge(widgets.object("a"), "{'metadata':{'resourceVersion':'1'}}")
                .code(409);
        client.merge(widgets.object("none"), "{}").code(404);
    }

    @ConformanceScenario({9, 46, 61})
    void finalizersKeepAnObject(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(
                        widgets.objects(),
                        widgets.widget("a", "")
                                .replace("'name':'a'", "'name':'a','finalizers':['conformance.test/keep']"))
                .code(201);
        client.delete(widgets.object("a")).code(200).is("/metadata/generation", 2);
        client.merge(widgets.object("a"), "{'metadata':{'finalizers':[]}}").code(200);
        client.get(widgets.object("a")).code(404);
    }

    @ConformanceScenario({48, 61})
    void preconditionsHoldForDeletions(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        client.delete(widgets.object("a"), "{'preconditions':{'uid':'other'}}").code(409);
        client.delete(widgets.object("a") + "?dryRun=All").code(200);
        client.delete(widgets.objects() + "?labelSelector=none=1").code(200);
        client.delete(widgets.object("a"), "{'propagationPolicy':'Foreground'}")
                .code(200)
                .is("/metadata/finalizers/0", "foregroundDeletion");
    }

    @ConformanceScenario({45, 61})
    void objectsAreDeletedTogether(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        widgets.post("b", "").code(201);
        client.delete(widgets.objects()).lists("a", "b");
        client.get(widgets.objects()).lists();
    }

    @ConformanceScenario({43, 61})
    void aDryRunStoresNothing(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(widgets.objects() + "?dryRun=All", widgets.widget("a", ",'spec':{'size':1}"))
                .code(201)
                .lacks("/metadata/resourceVersion");
        client.get(widgets.object("a")).code(404);
    }

    @ConformanceScenario({50, 60, 61})
    void aClusterScopedKindHasNoNamespaces(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        widgets.create(widgets.definition("'scope':'Cluster'", "'kind':'Widget','singular':'widget'", V1));
        String path = "/apis/" + widgets.group() + "/v1/widgets";
        client.post(path, widgets.widget("a", "")).code(201).lacks("/metadata/namespace");
        client.get(path).lists("a");
        client.get(widgets.objects()).code(404);
        client.delete(path + "/a").code(200);
    }

    @ConformanceScenario({50, 60})
    void discoveryFollowsTheDefinition(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        client.get("/apis/" + widgets.group() + "/v1").code(404);
        client.get(widgets.objects()).code(404);
        widgets.create(widgets.definition(
                "'scope':'Namespaced'",
                "'kind':'Widget','singular':'widget','shortNames':['wi'],'categories':['all']",
                CustomKind.version(
                        "v1",
                        ",'subresources':{'status':{},'scale':{'specReplicasPath':'.spec.replicas','statusReplicasPath':"
                                + "'.status.replicas'}}")));
        client.await("/apis/" + widgets.group() + "/v1", found -> found.body().contains("APIResourceList"));
        widgets.hideHash();
        client.get("/apis/" + widgets.group() + "/v1").is("/resources/0/shortNames/0", "wi");
        client.get("/apis/" + widgets.group()).is("/preferredVersion/version", "v1");
        client.get("/apis/" + widgets.group() + "/v2").code(404);
        client.get("/apis/" + widgets.group() + "/v1/gadgets").code(404);
        client.get("/apis/" + widgets.group() + "/v2/widgets").code(404);
        client.get(widgets.object("a/odd")).code(404);
    }

    @ConformanceScenario({36, 61})
    void nothingIsCreatedInAMissingNamespace(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(
                        "/apis/" + widgets.group() + "/v1/namespaces/none-" + client.namespace() + "/widgets",
                        widgets.widget("a", ""))
                .code(404);
    }

    @ConformanceScenario({50, 56, 60})
    void openApiDescribesTheKind(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String schema = "/components/schemas/test-" + widgets.group().substring("conformance.test-".length())
                + ".conformance.v1.Widget";
        String path = "/openapi/v3/apis/" + widgets.group() + "/v1";
        client.await(path, found -> found.body().contains("WidgetList"));
        client.getUnrecorded(path, "application/json")
                .is(schema + "/properties/spec/properties/size/type", "integer")
                .is(schema + "/properties/spec/properties/colour/default", "red")
                .is(schema + "/x-kubernetes-group-version-kind/0/kind", "Widget");
    }

    @ConformanceScenario({50, 60})
    void aggregatedDiscoveryHasTheKind(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        client.await("/apis", found -> found.body().contains("\"" + widgets.group() + "\""));
        client.await("/apis/" + widgets.group() + "/v1", found -> found.body().contains("APIResourceList"));
        String body = client.getUnrecorded("/apis", accept).code(200).body();
        if (!body.contains("\"group\":\"" + widgets.group() + "\",\"version\":\"v1\",\"kind\":\"Widget\"")) {
            throw new AssertionError("aggregated discovery lacks the kind");
        }
    }

    @ConformanceScenario(
            value = {48, 61},
            on = WITH_CONTROLLERS)
    void dependentsOfACustomObjectAreRemoved(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String uid = widgets.post("owner", "").text("/metadata/uid");
        String reference = "'ownerReferences':[{'apiVersion':'" + widgets.group()
                + "/v1','kind':'Widget','name':'owner'," + "'uid':'" + uid + "'}]";
        client.post(client.in("configmaps"), "{'metadata':{'name':'dependent'," + reference + "}}")
                .code(201);
        client.delete(widgets.object("owner")).code(200);
        client.await(
                client.in("configmaps/dependent"), found -> found.text("/code").equals("404"));
    }

    @ConformanceScenario(
            value = {36, 61},
            on = WITH_CONTROLLERS)
    void customObjectsGoWithTheirNamespace(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        client.delete("/api/v1/namespaces/" + client.namespace()).code(200);
        client.await(widgets.object("a"), found -> found.text("/code").equals("404"));
    }
}
