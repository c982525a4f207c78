package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Tables and metadata alone: the forms that kubectl and metadata informers ask for. */
final class TableScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String METADATA = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
    private static final String METADATA_LIST = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

    @ConformanceScenario(51)
    void aListIsPrintedAsATable(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'v'}}")
                .code(201);
        stage.get(stage.in("configmaps"), TABLE)
                .code(200)
                .is("/kind", "Table")
                .is("/columnDefinitions/0/name", "Name")
                .is("/rows/0/cells/0", "a")
                .is("/rows/0/cells/1", 1)
                .is("/rows/0/object/kind", "PartialObjectMetadata");
    }

    @ConformanceScenario(51)
    void anObjectIsPrintedAsATableOfOneRow(ScenarioClient stage) {
        stage.pod("a");
        stage.get(stage.in("pods/a"), TABLE)
                .code(200)
                .is("/rows/0/cells/2", "Pending")
                .lacks("/rows/1");
    }

    @ConformanceScenario(51)
    void anEmptyTableHasColumns(ScenarioClient stage) {
        stage.get(stage.in("pods"), TABLE).code(200).is("/rows", "[]").is("/columnDefinitions/0/name", "Name");
    }

    @ConformanceScenario(51)
    void rowsCarryWhatIsAskedFor(ScenarioClient stage) {
        stage.map("a");
        stage.get(stage.in("configmaps?includeObject=None"), TABLE).is("/rows/0/object", "null");
        stage.get(stage.in("configmaps?includeObject=Object"), TABLE).is("/rows/0/object/kind", "ConfigMap");
        stage.get(stage.in("configmaps?includeObject=All"), TABLE).code(400);
    }

    @ConformanceScenario(51)
    void inAWatchOnlyTheFirstTableHasColumns(ScenarioClient stage) {
        stage.map("a");
        ScenarioWatch watch = stage.watch(stage.in("configmaps"), TABLE);
        watch.next()
                .is("/kind", "Table")
                .is("/columnDefinitions/0/name", "Name")
                .is("/rows/0/cells/0", "a");
        stage.map("b");

        watch.next().is("/columnDefinitions", "null").is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(51)
    void pagesOfATableGoOn(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        String next = stage.get(stage.in("configmaps?limit=1"), TABLE).code(200).text("/metadata/continue");

        stage.get(stage.in("configmaps?limit=1&continue=" + next), TABLE).is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(51)
    void deploymentsArePrinted(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.get(stage.in("apps/v1", "deployments"), TABLE).is("/rows/0/cells/1", "0/0");
    }

    @ConformanceScenario(51)
    void servicesArePrinted(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'clusterIP':'None','ports':[{'port':80}]}}")
                .code(201);
        stage.get(stage.in("services"), TABLE)
                .is("/rows/0/cells/1", "ClusterIP")
                .is("/rows/0/cells/4", "80/TCP");
    }

    @ConformanceScenario(51)
    void anUnknownFormIsNotAcceptable(ScenarioClient stage) {
        stage.get(stage.in("configmaps"), "application/json;as=Poem;v=v1;g=meta.k8s.io")
                .code(406)
                .is("/reason", "NotAcceptable");
    }

    @ConformanceScenario(51)
    void anUnknownMediaTypeIsNotAcceptable(ScenarioClient stage) {
        stage.get(stage.in("configmaps"), "text/html").code(406);
    }

    @ConformanceScenario(51)
    void theFirstFormThatIsKnownIsTaken(ScenarioClient stage) {
        stage.map("a");
        stage.get(stage.in("configmaps"), TABLE + ",application/json").is("/kind", "Table");
        stage.get(stage.in("configmaps"), "application/json," + TABLE).is("/kind", "ConfigMapList");
        stage.get(stage.in("configmaps"), "*/*").is("/kind", "ConfigMapList");
    }

    @ConformanceScenario(51)
    void metadataAloneCanBeListed(ScenarioClient stage) {
        stage.map("a", "'on':'1'");
        stage.get(stage.in("configmaps"), METADATA_LIST)
                .code(200)
                .is("/kind", "PartialObjectMetadataList")
                .is("/items/0/metadata/labels/on", "1")
                .lacks("/items/0/data");
    }

    @ConformanceScenario(51)
    void metadataAloneCanBeReadAndWatched(ScenarioClient stage) {
        stage.pod("a");
        stage.get(stage.in("pods/a"), METADATA)
                .is("/kind", "PartialObjectMetadata")
                .lacks("/spec");
        ScenarioWatch watch = stage.watch(stage.in("pods"), METADATA);

        watch.next("ADDED", "a").is("/kind", "PartialObjectMetadata").lacks("/spec");
    }

    @ConformanceScenario(51)
    void theTableOfARefusalIsAStatus(ScenarioClient stage) {
        stage.get(stage.in("configmaps/x"), TABLE).fails(404, "NotFound", "configmaps \"x\" not found");
    }
}
