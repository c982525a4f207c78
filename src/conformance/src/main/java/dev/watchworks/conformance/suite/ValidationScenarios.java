package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** Refusals of objects that are wrong, and field validation. */
final class ValidationScenarios {

    @ConformanceScenario(35)
    void a_name_has_to_be_one(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'Not A Name'}}")
                .code(422)
                .is("/reason", "Invalid")
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/0/reason", "FieldValueInvalid")
                .is("/details/kind", "ConfigMap");
    }

    @ConformanceScenario(35)
    void a_name_is_required(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/0/reason", "FieldValueRequired");
    }

    @ConformanceScenario(35)
    void several_causes_are_told_together(ScenarioClient stage) {
        stage.post(stage.in("pods"), "{'metadata':{'name':'A B'},'spec':{}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/1/field", "spec.containers")
                .matches(
                        "/message", "Pod \"A B\" is invalid: \\[metadata.name: .*, spec.containers: Required value\\]");
    }

    @ConformanceScenario(35)
    void labels_have_to_be_labels(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','labels':{'a b':'c d'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.labels");
    }

    @ConformanceScenario(35)
    void annotations_have_to_have_keys_that_are_names(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a','annotations':{'a b':'c d'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.annotations");
    }

    @ConformanceScenario(35)
    void a_container_needs_a_name_and_an_image(ScenarioClient stage) {
        stage.post(stage.in("pods"), "{'metadata':{'name':'a'},'spec':{'containers':[{}]}}")
                .code(422)
                .is("/details/causes/0/field", "spec.containers[0].name");
    }

    @ConformanceScenario(35)
    void two_containers_have_two_names(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        "{'metadata':{'name':'a'},'spec':{'containers':[{'name':'x','image':'y'},{'name':'x','image':'y'}]}}")
                .code(422)
                .is("/details/causes/0/reason", "FieldValueDuplicate");
    }

    @ConformanceScenario(35)
    void a_restart_policy_is_one_of_three(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'restartPolicy':'Sometimes',"))
                .code(422)
                .is("/details/causes/0/reason", "FieldValueNotSupported");
    }

    @ConformanceScenario(35)
    void a_port_is_between_one_and_65535(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a")
                                .replace("'name':'web'", "'name':'web','ports':[{'containerPort':70000}]"))
                .code(422);
    }

    @ConformanceScenario(35)
    void a_quantity_is_a_number_with_a_unit(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a")
                                .replace("'name':'web'", "'name':'web','resources':{'limits':{'cpu':'much'}}"))
                .code(400);
    }

    @ConformanceScenario(35)
    void a_deployment_selects_its_own_pods(ScenarioClient stage) {
        stage.post(
                        stage.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'labels':{'app':'a'}", "'labels':{'app':'b'}"))
                .code(422)
                .is("/details/causes/0/field", "spec.template.metadata.labels");
    }

    @ConformanceScenario(35)
    void a_deployment_has_a_selector(ScenarioClient stage) {
        stage.post(
                        stage.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'selector':{'matchLabels':{'app':'a'}},", ""))
                .code(422);
    }

    @ConformanceScenario(35)
    void replicas_are_not_below_zero(ScenarioClient stage) {
        stage.post(
                        stage.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'replicas':0", "'replicas':-1"))
                .code(422)
                .is("/details/causes/0/field", "spec.replicas");
    }

    @ConformanceScenario(35)
    void a_service_has_ports(ScenarioClient stage) {
        stage.post(stage.in("services"), "{'metadata':{'name':'a'},'spec':{'selector':{'app':'a'}}}")
                .code(422)
                .is("/details/causes/0/field", "spec.ports");
    }

    @ConformanceScenario(35)
    void a_key_of_a_config_map_is_a_file_name(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a'},'data':{'a b':'c'}}")
                .code(422)
                .is("/details/causes/0/field", "data[a b]");
    }

    @ConformanceScenario(39)
    void an_unknown_field_is_warned_of(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(201)
                .header("Warning", "299 - \"unknown field \\\"date\\\"\"")
                .lacks("/date");
    }

    @ConformanceScenario(39)
    void an_unknown_field_is_refused_if_strict(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldValidation=Strict"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .fails(
                        400,
                        "BadRequest",
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"date\"");
    }

    @ConformanceScenario(39)
    void an_unknown_field_is_dropped_in_silence_if_ignored(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldValidation=Ignore"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(201)
                .withoutHeader("Warning");
    }

    @ConformanceScenario(39)
    void a_field_twice_is_warned_of(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'},'data':{'k':'2'}}")
                .code(201)
                .header("Warning", "299 - \"duplicate field \\\"data\\\"\"")
                .is("/data/k", "2");
    }

    @ConformanceScenario(39)
    void a_field_twice_is_refused_if_strict(ScenarioClient stage) {
        stage.post(
                        stage.in("configmaps?fieldValidation=Strict"),
                        "{'metadata':{'name':'a','name':'b'},'immutable':true,'immutable':false}")
                .code(400);
    }

    @ConformanceScenario(39)
    void a_field_twice_within_a_list_is_warned_of_with_its_place(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a").replace("'name':'web'", "'name':'old','name':'web','colour':'red'"))
                .code(201)
                .is("/spec/containers/0/name", "web");
    }

    @ConformanceScenario(39)
    void several_unknown_fields_are_warned_of_each(ScenarioClient stage) {
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'replica':1,'colour':'red',"))
                .code(201);
    }

    @ConformanceScenario(39)
    void unknown_and_double_fields_are_refused_together(ScenarioClient stage) {
        stage.post(
                        stage.in("pods?fieldValidation=Strict"),
                        ScenarioClient.podJson("a").replace("'name':'web'", "'name':'old','name':'web','colour':'red'"))
                .code(400);
    }

    @ConformanceScenario(39)
    void a_put_is_validated_alike(ScenarioClient stage) {
        stage.map("a");
        stage.put(stage.in("configmaps/a?fieldValidation=Strict"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(400);
        stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'a'},'data':{'k':'1','k':'2'}}")
                .code(200);
    }

    @ConformanceScenario(39)
    void a_merge_patch_is_validated_alike(ScenarioClient stage) {
        stage.map("a");
        stage.merge(stage.in("configmaps/a?fieldValidation=Strict"), "{'date':{'k':'v'}}")
                .code(422);
        stage.merge(stage.in("configmaps/a"), "{'date':{'k':'v'}}").code(200);
        stage.merge(stage.in("configmaps/a?fieldValidation=Strict"), "{'data':{'k':'1'},'data':{'k':'2'}}")
                .code(422);
    }

    @ConformanceScenario(39)
    void another_mode_of_validation_is_refused(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldValidation=Loose"), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(39)
    void the_status_is_validated_too(ScenarioClient stage) {
        stage.pod("a");
        stage.patch(stage.in("pods/a/status"), ScenarioClient.STRATEGIC, "{'status':{'mood':'good'}}")
                .code(200);
    }
}
