package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Tables and metadata alone: the forms that kubectl and metadata informers request. */
final class TableScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

    @ConformanceScenario(51)
    void aListIsPrintedAsATable(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'v'}}")
                .code(201);
        client.get(client.in("configmaps"), TABLE)
                .code(200)
                .is("/kind", "Table")
                .is("/columnDefinitions/0/name", "Name")
                .is("/rows/0/cells/0", "a")
                .is("/rows/0/cells/1", 1)
                .is("/rows/0/object/kind", "PartialObjectMetadata");
    }

    @ConformanceScenario(51)
    void anObjectIsPrintedAsATableOfOneRow(ScenarioClient client) {
        client.pod("a");
        client.get(client.in("pods/a"), TABLE)
                .code(200)
                .is("/rows/0/cells/2", "Pending")
                .lacks("/rows/1");
    }

    @ConformanceScenario(51)
    void anEmptyTableHasColumns(ScenarioClient client) {
        client.get(client.in("pods"), TABLE).code(200).is("/rows", "[]").is("/columnDefinitions/0/name", "Name");
    }

    @ConformanceScenario(51)
    void rowsCarryTheRequestedObject(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps?includeObject=None"), TABLE).is("/rows/0/object", "null");
        client.get(client.in("configmaps?includeObject=Object"), TABLE).is("/rows/0/object/kind", "ConfigMap");
        client.get(client.in("configmaps?includeObject=All"), TABLE).code(400);
    }

    @ConformanceScenario(51)
    void inAWatchOnlyTheFirstTableHasColumns(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps"), TABLE);
        watch.next()
                .is("/kind", "Table")
                .is("/columnDefinitions/0/name", "Name")
                .is("/rows/0/cells/0", "a");
        client.configMap("b");

        watch.next().is("/columnDefinitions", "null").is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(51)
    void pagesOfATableGoOn(ScenarioClient client) {
        client.configMap("a");
        client.configMap("b");
        String next =
                client.get(client.in("configmaps?limit=1"), TABLE).code(200).text("/metadata/continue");

        client.get(client.in("configmaps?limit=1&continue=" + next), TABLE).is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(51)
    void deploymentsArePrinted(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.get(client.in("apps/v1", "deployments"), TABLE).is("/rows/0/cells/1", "0/0");
    }

    @ConformanceScenario(51)
    void servicesArePrinted(ScenarioClient client) {
        client.post(
                        client.in("services"),
                        "{'metadata':{'name':'a'},'spec':{'clusterIP':'None','ports':[{'port':80}]}}")
                .code(201);
        client.get(client.in("services"), TABLE)
                .is("/rows/0/cells/1", "ClusterIP")
                .is("/rows/0/cells/4", "80/TCP");
    }

    @ConformanceScenario(51)
    void anUnknownFormIsNotAcceptable(ScenarioClient client) {
        client.get(client.in("configmaps"), "application/json;as=Poem;v=v1;g=meta.k8s.io")
                .code(406)
                .is("/reason", "NotAcceptable");
    }

    @ConformanceScenario(51)
    void anUnknownMediaTypeIsNotAcceptable(ScenarioClient client) {
        client.get(client.in("configmaps"), "text/html").code(406);
    }

    @ConformanceScenario(51)
    void theFirstKnownFormIsTaken(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps"), TABLE + ",application/json").is("/kind", "Table");
        client.get(client.in("configmaps"), "application/json," + TABLE).is("/kind", "ConfigMapList");
        client.get(client.in("configmaps"), "*/*").is("/kind", "ConfigMapList");
    }

    @ConformanceScenario(51)
    void metadataAloneCanBeListed(ScenarioClient client) {
        client.configMap("a", "'on':'1'");
        client.get(client.in("configmaps"), METADATA_LIST)
                .code(200)
                .is("/kind", "PartialObjectMetadataList")
                .is("/items/0/metadata/labels/on", "1")
                .lacks("/items/0/data");
    }

    @ConformanceScenario(51)
    void metadataAloneCanBeReadAndWatched(ScenarioClient client) {
        client.pod("a");
        client.get(client.in("pods/a"), METADATA)
                .is("/kind", "PartialObjectMetadata")
                .lacks("/spec");
        ScenarioWatch watch = client.watch(client.in("pods"), METADATA);

        watch.next("ADDED", "a").is("/kind", "PartialObjectMetadata").lacks("/spec");
    }

    @ConformanceScenario(51)
    void theTableOfARefusalIsAStatus(ScenarioClient client) {
        client.get(client.in("configmaps/x"), TABLE).fails(404, "NotFound", "configmaps \"x\" not found");
    }

    @ConformanceScenario(51)
    void aWatchOfMetadataListsIsAccepted(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch(client.in("configmaps?timeoutSeconds=1"), METADATA_LIST);

        watch.nextOrEnd();
    }

    @ConformanceScenario(51)
    void metadataOfAListIsRequestedAsAList(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps/a"), METADATA_LIST).has("/kind");
        client.get(client.in("configmaps"), METADATA).has("/kind");
    }

    @ConformanceScenario({16, 51})
    void aBookmarkOfATableIsARowWithAVersion(ScenarioClient client) {
        client.configMap("a");
        ScenarioWatch watch = client.watch(
                client.in(
                        "configmaps?sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"),
                TABLE);
        watch.next().is("/rows/0/cells/0", "a");

        watch.bookmark()
                .is("/kind", "Table")
                .is("/columnDefinitions", "null")
                .is("/rows/0/object/metadata/annotations/k8s.io~1initial-events-end", "true");
    }

    @ConformanceScenario(51)
    void anyFormIsTakenAfterAnUnknownOne(ScenarioClient client) {
        client.get(client.in("configmaps"), "text/csv, */*").is("/kind", "ConfigMapList");
    }
}
