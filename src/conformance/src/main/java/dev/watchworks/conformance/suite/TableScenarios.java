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
    void a_list_is_printed_as_a_table(ScenarioClient stage) {
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
    void an_object_is_printed_as_a_table_of_one_row(ScenarioClient stage) {
        stage.pod("a");
        stage.get(stage.in("pods/a"), TABLE)
                .code(200)
                .is("/rows/0/cells/2", "Pending")
                .lacks("/rows/1");
    }

    @ConformanceScenario(51)
    void an_empty_table_has_columns(ScenarioClient stage) {
        stage.get(stage.in("pods"), TABLE).code(200).is("/rows", "[]").is("/columnDefinitions/0/name", "Name");
    }

    @ConformanceScenario(51)
    void rows_carry_what_is_asked_for(ScenarioClient stage) {
        stage.map("a");
        stage.get(stage.in("configmaps?includeObject=None"), TABLE).is("/rows/0/object", "null");
        stage.get(stage.in("configmaps?includeObject=Object"), TABLE).is("/rows/0/object/kind", "ConfigMap");
        stage.get(stage.in("configmaps?includeObject=All"), TABLE).code(400);
    }

    @ConformanceScenario(51)
    void in_a_watch_only_the_first_table_has_columns(ScenarioClient stage) {
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
    void pages_of_a_table_go_on(ScenarioClient stage) {
        stage.map("a");
        stage.map("b");
        String next = stage.get(stage.in("configmaps?limit=1"), TABLE).code(200).text("/metadata/continue");

        stage.get(stage.in("configmaps?limit=1&continue=" + next), TABLE).is("/rows/0/cells/0", "b");
    }

    @ConformanceScenario(51)
    void deployments_are_printed(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.get(stage.in("apps/v1", "deployments"), TABLE).is("/rows/0/cells/1", "0/0");
    }

    @ConformanceScenario(51)
    void services_are_printed(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'clusterIP':'None','ports':[{'port':80}]}}")
                .code(201);
        stage.get(stage.in("services"), TABLE)
                .is("/rows/0/cells/1", "ClusterIP")
                .is("/rows/0/cells/4", "80/TCP");
    }

    @ConformanceScenario(51)
    void an_unknown_form_is_not_acceptable(ScenarioClient stage) {
        stage.get(stage.in("configmaps"), "application/json;as=Poem;v=v1;g=meta.k8s.io")
                .code(406)
                .is("/reason", "NotAcceptable");
    }

    @ConformanceScenario(51)
    void an_unknown_media_type_is_not_acceptable(ScenarioClient stage) {
        stage.get(stage.in("configmaps"), "text/html").code(406);
    }

    @ConformanceScenario(51)
    void the_first_form_that_is_known_is_taken(ScenarioClient stage) {
        stage.map("a");
        stage.get(stage.in("configmaps"), TABLE + ",application/json").is("/kind", "Table");
        stage.get(stage.in("configmaps"), "application/json," + TABLE).is("/kind", "ConfigMapList");
        stage.get(stage.in("configmaps"), "*/*").is("/kind", "ConfigMapList");
    }

    @ConformanceScenario(51)
    void metadata_alone_can_be_listed(ScenarioClient stage) {
        stage.map("a", "'on':'1'");
        stage.get(stage.in("configmaps"), METADATA_LIST)
                .code(200)
                .is("/kind", "PartialObjectMetadataList")
                .is("/items/0/metadata/labels/on", "1")
                .lacks("/items/0/data");
    }

    @ConformanceScenario(51)
    void metadata_alone_can_be_read_and_watched(ScenarioClient stage) {
        stage.pod("a");
        stage.get(stage.in("pods/a"), METADATA)
                .is("/kind", "PartialObjectMetadata")
                .lacks("/spec");
        ScenarioWatch watch = stage.watch(stage.in("pods"), METADATA);

        watch.next("ADDED", "a").is("/kind", "PartialObjectMetadata").lacks("/spec");
    }

    @ConformanceScenario(51)
    void the_table_of_a_refusal_is_a_status(ScenarioClient stage) {
        stage.get(stage.in("configmaps/x"), TABLE).fails(404, "NotFound", "configmaps \"x\" not found");
    }
}
