package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.suite.CustomKind.V1;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Lists, tables and watches of custom objects. */
final class CustomListScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String METADATA = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

    @ConformanceScenario({3, 7, 8, 18, 61})
    void objectsAreWatched(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String from = client.get(widgets.objects()).version();
        ScenarioWatch all = client.watch(widgets.objects() + "?resourceVersion=" + from);
        ScenarioWatch some = client.watch(widgets.objects() + "?labelSelector=on=1&resourceVersion=" + from);
        widgets.post("a", ",'spec':{'size':1}").code(201);
        client.merge(widgets.object("a"), "{'metadata':{'labels':{'on':'1'}}}").code(200);
        client.merge(widgets.object("a"), "{'metadata':{'labels':{'on':'2'}}}").code(200);
        client.delete(widgets.object("a")).code(200);

        all.receives("ADDED a", "MODIFIED a", "MODIFIED a", "DELETED a");
        some.receives("ADDED a", "DELETED a");
    }

    @ConformanceScenario({6, 16, 61})
    void initialEventsEndWithABookmark(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        ScenarioWatch watch = client.watch(widgets.objects()
                + "?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        watch.receives("ADDED a");
        watch.bookmark();
    }

    @ConformanceScenario({3, 10, 60, 61})
    void aWatchEndsWhenTheDefinitionChanges(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        String from = client.get(widgets.objects()).version();
        ScenarioWatch watch = client.watch(widgets.objects() + "?resourceVersion=" + from);
        widgets.change("{'spec':{'versions':[" + V1.replace("'red'", "'blue'") + "]}}")
                .code(200);
        watch.ends();
        widgets.awaitServed();
        client.get(widgets.object("a")).lacks("/spec");
        widgets.post("b", ",'spec':{}").code(201).is("/spec/colour", "blue");
    }

    @ConformanceScenario({10, 11, 60, 61})
    void aWatchFromBeforeAChangeOfTheDefinitionIsTooOld(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String from = widgets.post("a", "").version();
        widgets.post("b", "").code(201);
        ScenarioWatch watch = client.watch(widgets.objects() + "?resourceVersion="
                + client.get(widgets.objects()).version());
        widgets.change("{'spec':{'versions':[" + V1.replace("'red'", "'blue'") + "]}}")
                .code(200);
        watch.ends();
        widgets.awaitServed();
        ScenarioWatch late = client.watch(widgets.objects() + "?resourceVersion=" + from);
        late.next("ERROR", "");
        late.ends();
    }

    @ConformanceScenario({3, 60, 61})
    void aWatchEndsWhenTheDefinitionIsDeleted(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        ScenarioWatch watch = client.watch(widgets.objects() + "?resourceVersion="
                + client.get(widgets.objects()).version());
        client.delete(widgets.path()).code(200);
        watch.receives("DELETED a");
        watch.ends();
    }

    @ConformanceScenario({20, 61})
    void selectableFieldsSelect(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client)
                .establish(CustomKind.version(
                        "v1", ",'selectableFields':[{'jsonPath':'.spec.colour'},{'jsonPath':'.spec.size'}]"));
        widgets.post("a", ",'spec':{'size':1}").code(201);
        widgets.post("b", ",'spec':{'size':2,'colour':'blue'}").code(201);
        widgets.post("c", "").code(201);
        client.get(widgets.objects() + "?fieldSelector=spec.colour=red").lists("a");
        client.get(widgets.objects() + "?fieldSelector=spec.size=2,spec.colour!=red")
                .lists("b");
        client.get(widgets.objects() + "?fieldSelector=spec.size=").lists("c");
        client.get(widgets.objects() + "?fieldSelector=spec.replicas=1").code(400);
        ScenarioWatch watch = client.watch(widgets.objects() + "?fieldSelector=spec.colour=blue&resourceVersion="
                + client.get(widgets.objects()).version());
        client.merge(widgets.object("a"), "{'spec':{'colour':'blue'}}").code(200);
        client.merge(widgets.object("b"), "{'spec':{'colour':'red'}}").code(200);
        watch.receives("ADDED a", "DELETED b");
    }

    @ConformanceScenario({20, 24, 61})
    void selectorsAndVersionsAreChecked(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.get(widgets.objects() + "?fieldSelector=spec.size=1").code(400);
        client.get(widgets.objects() + "?fieldSelector=metadata.name=a").lists();
        client.get(widgets.objects() + "?resourceVersion=abc").code(400);
        client.get(widgets.objects() + "?labelSelector=a===b").code(400);
    }

    @ConformanceScenario({21, 22, 25, 61})
    void objectsAreListedByPages(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.get(widgets.objects()).lists().has("/metadata/continue");
        for (String name : new String[] {"a", "b", "c"}) {
            widgets.post(name, "").code(201);
        }
        client.get(widgets.objects()).lists("a", "b", "c").is("/items/0/kind", "Widget");
        String next = client.get(widgets.objects() + "?limit=2")
                .lists("a", "b")
                .is("/metadata/remainingItemCount", 1)
                .text("/metadata/continue");
        client.get(widgets.objects() + "?limit=2&continue=" + next).lists("c");
        client.get("/apis/" + widgets.group() + "/v1/widgets").lists("a", "b", "c");
    }

    @ConformanceScenario({51, 61})
    void printerColumnsShowTheirValues(ScenarioClient client) {
        String columns = ",'additionalPrinterColumns':[{'name':'Colour','type':'string','jsonPath':'.spec.colour'},"
                + "{'name':'Size','type':'integer','jsonPath':'.spec.size','priority':1,'description':'How large'},"
                + "{'name':'Tags','type':'string','jsonPath':'.spec.tags'},"
                + "{'name':'First','type':'string','jsonPath':'.spec.tags[0]'},"
                + "{'name':'Free','type':'string','jsonPath':'.spec.free'},"
                + "{'name':'Ready','type':'boolean','jsonPath':'.status.ready'},"
                + "{'name':'Wrong','type':'integer','jsonPath':'.spec.colour'},"
                + "{'name':'Number','type':'number','jsonPath':'.spec.size'},"
                + "{'name':'When','type':'date','jsonPath':'.spec.free.when'},"
                + "{'name':'Age','type':'date','jsonPath':'.metadata.creationTimestamp'}]";
        CustomKind widgets = CustomKind.of(client).establish(CustomKind.version("v1", columns));
        widgets.post(
                        "a",
                        ",'spec':{'size':3,'tags':['x','y'],'free':{'when':'soon','a':{'b':1}}},'status':{'ready':true}")
                .code(201);
        widgets.post("b", "").code(201);
        client.get(widgets.objects(), TABLE).is("/rows/0/cells/1", "red").is("/rows/0/cells/2", 3);
        client.get(widgets.object("a"), TABLE).is("/columnDefinitions/2/priority", 1);
        client.get(widgets.objects(), METADATA).is("/items/0/kind", "PartialObjectMetadata");
    }

    @ConformanceScenario({51, 61})
    void withoutColumnsNameAndAgeAreShown(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        client.get(widgets.objects(), TABLE).is("/columnDefinitions/1/name", "Age");
        ScenarioWatch watch = client.watch(widgets.objects(), TABLE);
        watch.next();
    }
}
