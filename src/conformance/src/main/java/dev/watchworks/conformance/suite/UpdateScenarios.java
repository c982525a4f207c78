package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** PUT, subresources and generations. */
final class UpdateScenarios {

    @ConformanceScenario(31)
    void anOldVersionIsAConflict(ScenarioClient stage) {
        ScenarioResponse old = stage.map("a");
        stage.change("a", "1");
        stage.put(stage.in("configmaps/a"), old.with("/data", "{'value':'2'}"))
                .fails(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply"
                                + " your changes to the latest version and try again")
                .is("/details/name", "a")
                .is("/details/kind", "configmaps");
        stage.get(stage.in("configmaps/a")).is("/data/value", "1");
    }

    @ConformanceScenario(31)
    void theNewestVersionWinsOnce(ScenarioClient stage) {
        ScenarioResponse stored = stage.map("a");
        stage.put(stage.in("configmaps/a"), stored.with("/data", "{'value':'1'}"))
                .code(200);
        stage.put(stage.in("configmaps/a"), stored.with("/data", "{'value':'2'}"))
                .code(409);
    }

    @ConformanceScenario(32)
    void withoutAVersionAPutIsUnconditional(ScenarioClient stage) {
        ScenarioResponse stored = stage.map("a");
        stage.change("a", "1");
        ScenarioResponse put = stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'a'},'data':{'value':'2'}}");

        put.code(200).is("/data/value", "2").is("/metadata/uid", stored.text("/metadata/uid"));
    }

    @ConformanceScenario(31)
    void anotherUidIsAConflict(ScenarioClient stage) {
        stage.map("a");
        stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'a','uid':'11111111-1111-1111-1111-111111111111'}}")
                .code(409)
                .is("/reason", "Conflict");
    }

    @ConformanceScenario(33)
    void whatIsNotThereCannotBeReplaced(ScenarioClient stage) {
        stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'a'}}")
                .fails(404, "NotFound", "configmaps \"a\" not found");
    }

    @ConformanceScenario(34)
    void anotherNameInTheBodyIsRefused(ScenarioClient stage) {
        stage.map("a");
        stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'b'}}")
                .fails(400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)");
    }

    @ConformanceScenario(34)
    void anotherNamespaceInAPutIsRefused(ScenarioClient stage) {
        stage.map("a");
        stage.put(stage.in("configmaps/a"), "{'metadata':{'name':'a','namespace':'other'}}")
                .code(400);
    }

    @ConformanceScenario(40)
    void aPutOfTheObjectLeavesItsStatusAlone(ScenarioClient stage) {
        ScenarioResponse pod = stage.pod("a");
        stage.put(stage.in("pods/a"), pod.with("/status", "{'phase':'Failed'}"))
                .code(200)
                .is("/status/phase", "Pending");
    }

    @ConformanceScenario(40)
    void aPutOfTheStatusLeavesSpecAndLabelsAlone(ScenarioClient stage) {
        ScenarioResponse pod = stage.pod("a");
        ScenarioResponse put = stage.put(
                stage.in("pods/a/status"),
                pod.with("/status", "{'phase':'Running'}")
                        .replace("\"schedulerName\":\"nobody\"", "\"schedulerName\":\"other\""));

        put.code(200).is("/status/phase", "Running").is("/spec/schedulerName", "nobody");
    }

    @ConformanceScenario(40)
    void aPatchOfTheStatusIgnoresTheSpec(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(
                        stage.in("apps/v1", "deployments/a/status"),
                        "{'spec':{'replicas':7},'status':{'observedGeneration':1,'replicas':3}}")
                .code(200)
                .is("/spec/replicas", 0)
                .is("/status/replicas", 3)
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(40)
    void aStatusWriteIsAnEventOfTheObject(ScenarioClient stage) {
        ScenarioResponse pod = stage.pod("a");
        ScenarioWatch watch = stage.watch(stage.in("pods?resourceVersion=" + pod.version()));
        stage.merge(stage.in("pods/a/status"), "{'status':{'message':'hello'}}").code(200);

        watch.next("MODIFIED", "a").is("/status/message", "hello");
    }

    @ConformanceScenario(41)
    void aChangeOfTheSpecIsANewGeneration(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a"), "{'spec':{'minReadySeconds':5}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(41)
    void aLabelIsNoNewGeneration(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(41)
    void anAnnotationOfADeploymentIsANewGeneration(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(41)
    void aGenerationSentAlongIsIgnored(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a"), "{'metadata':{'generation':9}}")
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(43)
    void aDryRunOfAPutChangesNothing(ScenarioClient stage) {
        ScenarioResponse stored = stage.map("a");
        stage.put(stage.in("configmaps/a?dryRun=All"), stored.with("/data", "{'value':'1'}"))
                .code(200)
                .is("/data/value", "1");
        ScenarioResponse after = stage.get(stage.in("configmaps/a")).lacks("/data");
        assertThat(after.version()).isEqualTo(stored.version());
    }

    @ConformanceScenario(35)
    void whatCannotChangeIsSaidToBeSo(ScenarioClient stage) {
        stage.post(stage.in("configmaps"), "{'metadata':{'name':'a'},'immutable':true,'data':{'k':'v'}}")
                .code(201);
        stage.merge(stage.in("configmaps/a"), "{'data':{'k':'w'}}").code(422).is("/reason", "Invalid");
    }

    @ConformanceScenario(35)
    void theSelectorOfADeploymentCannotChange(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(
                        stage.in("apps/v1", "deployments/a"),
                        "{'spec':{'selector':{'matchLabels':{'app':'b'}},'template':{'metadata':{'labels':{'app':'b'}}}}}")
                .code(422)
                .is("/details/causes/0/field", "spec.selector");
    }

    @ConformanceScenario(35)
    void mostOfAPodsSpecCannotChange(ScenarioClient stage) {
        stage.pod("a");
        stage.merge(stage.in("pods/a"), "{'spec':{'schedulerName':'other'}}")
                .code(422)
                .is("/reason", "Invalid");
        stage.patch(
                        stage.in("pods/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'containers':[{'name':'web','image':'nginx:2'}]}}")
                .code(200)
                .is("/spec/containers/0/image", "nginx:2");
    }

    @ConformanceScenario(55)
    void aScaleIsRead(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.get(stage.in("apps/v1", "deployments/a/scale"))
                .code(200)
                .is("/kind", "Scale")
                .is("/apiVersion", "autoscaling/v1")
                .is("/spec", "{}")
                .is("/status/selector", "app=a");
    }

    @ConformanceScenario(55)
    void aScaleIsPatched(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':3}}")
                .code(200)
                .is("/spec/replicas", 3);
        stage.get(stage.in("apps/v1", "deployments/a")).is("/spec/replicas", 3).is("/metadata/generation", 2);
    }

    @ConformanceScenario(55)
    void aScaleBelowZeroIsRefused(ScenarioClient stage) {
        stage.post(stage.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        stage.merge(stage.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':-1}}")
                .code(422);
    }

    @ConformanceScenario(42)
    void theManagerOfFieldsMustNotBeTooLong(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldManager=" + "m".repeat(129)), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/reason", "Invalid");
        stage.post(stage.in("configmaps?fieldManager=m"), "{'metadata':{'name':'a'}}")
                .code(201);
    }

    @ConformanceScenario(42)
    void theManagerOfFieldsHasToBePrintable(ScenarioClient stage) {
        stage.post(stage.in("configmaps?fieldManager=a%01%0A%C2%A0b"), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager");
        stage.post(stage.in("configmaps?fieldManager=%C3%A4%20b"), "{'metadata':{'name':'a'}}")
                .code(201);
        stage.put(
                        stage.in("configmaps/a?fieldManager=%7F&dryRun=Some&fieldValidation=Odd"),
                        "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager")
                .is("/details/causes/1/field", "dryRun")
                .is("/details/causes/2/field", "fieldValidation");
        stage.merge(stage.in("configmaps/a?fieldManager=" + "m".repeat(129)), "{'data':{'k':'v'}}")
                .code(422)
                .is("/details/kind", "PatchOptions");
    }

    @ConformanceScenario(42)
    void managedFieldsOfTheClientAreTheServersToKeep(ScenarioClient stage) {
        String managed = "'managedFields':[{'manager':'me','operation':'Odd','fieldsType':'Other'}]";
        stage.post(stage.in("configmaps?fieldManager=m"), "{'metadata':{'name':'a'," + managed + "},'data':{'k':'v'}}")
                .code(201);
        stage.put(stage.in("configmaps/a?fieldManager=m"), "{'metadata':{'name':'a'," + managed + "},'data':{'k':'w'}}")
                .code(200);
        ScenarioResponse read = stage.get(stage.in("configmaps/a")).code(200);
        assertThat(read.body()).doesNotContain("\"Odd\"");
    }

    @ConformanceScenario(38)
    void serverSideApplyWantsAManager(ScenarioClient stage) {
        stage.patch(stage.in("configmaps/a"), "application/apply-patch+yaml", "{'apiVersion':'v1','kind':'ConfigMap'}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager")
                .is("/details/causes/0/reason", "FieldValueRequired");
    }
}
