package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** PUT, subresources and generations. */
final class UpdateScenarios {

    @ConformanceScenario(31)
    void anOldVersionIsAConflict(ScenarioClient client) {
        ScenarioResponse old = client.configMap("a");
        client.changeConfigMap("a", "1");
        client.put(client.in("configmaps/a"), old.with("/data", "{'value':'2'}"))
                .fails(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply"
                                + " your changes to the latest version and try again")
                .is("/details/name", "a")
                .is("/details/kind", "configmaps");
        client.get(client.in("configmaps/a")).is("/data/value", "1");
    }

    @ConformanceScenario(31)
    void theNewestVersionWinsOnce(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a");
        client.put(client.in("configmaps/a"), stored.with("/data", "{'value':'1'}"))
                .code(200);
        client.put(client.in("configmaps/a"), stored.with("/data", "{'value':'2'}"))
                .code(409);
    }

    @ConformanceScenario(32)
    void withoutAVersionAPutIsUnconditional(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a");
        client.changeConfigMap("a", "1");
        ScenarioResponse put = client.put(client.in("configmaps/a"), "{'metadata':{'name':'a'},'data':{'value':'2'}}");

        put.code(200).is("/data/value", "2").is("/metadata/uid", stored.text("/metadata/uid"));
    }

    @ConformanceScenario(31)
    void anotherUidIsAConflict(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a','uid':'11111111-1111-1111-1111-111111111111'}}")
                .code(409)
                .is("/reason", "Conflict");
    }

    @ConformanceScenario(33)
    void aMissingObjectCannotBeReplaced(ScenarioClient client) {
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a'}}")
                .fails(404, "NotFound", "configmaps \"a\" not found");
    }

    @ConformanceScenario(34)
    void anotherNameInTheBodyIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'b'}}")
                .fails(400, "BadRequest", "the name of the object (b) does not match the name on the URL (a)");
    }

    @ConformanceScenario(34)
    void anotherNamespaceInAPutIsRefused(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a','namespace':'other'}}")
                .code(400);
    }

    @ConformanceScenario(40)
    void aPutOfTheObjectLeavesItsStatusAlone(ScenarioClient client) {
        ScenarioResponse pod = client.pod("a");
        client.put(client.in("pods/a"), pod.with("/status", "{'phase':'Failed'}"))
                .code(200)
                .is("/status/phase", "Pending");
    }

    @ConformanceScenario(40)
    void aPutOfTheStatusLeavesSpecAndLabelsAlone(ScenarioClient client) {
        ScenarioResponse pod = client.pod("a");
        ScenarioResponse put = client.put(
                client.in("pods/a/status"),
                pod.with("/status", "{'phase':'Running'}")
                        .replace("\"schedulerName\":\"nobody\"", "\"schedulerName\":\"other\""));

        put.code(200).is("/status/phase", "Running").is("/spec/schedulerName", "nobody");
    }

    @ConformanceScenario(40)
    void aPatchOfTheStatusIgnoresTheSpec(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(
                        client.in("apps/v1", "deployments/a/status"),
                        "{'spec':{'replicas':7},'status':{'observedGeneration':1,'replicas':3}}")
                .code(200)
                .is("/spec/replicas", 0)
                .is("/status/replicas", 3)
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(40)
    void aStatusWriteIsAnEventOfTheObject(ScenarioClient client) {
        ScenarioResponse pod = client.pod("a");
        ScenarioWatch watch = client.watch(client.in("pods?resourceVersion=" + pod.version()));
        client.merge(client.in("pods/a/status"), "{'status':{'message':'hello'}}")
                .code(200);

        watch.next("MODIFIED", "a").is("/status/message", "hello");
    }

    @ConformanceScenario(41)
    void aChangeOfTheSpecIsANewGeneration(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a"), "{'spec':{'minReadySeconds':5}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(41)
    void aLabelIsNoNewGeneration(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a"), "{'metadata':{'labels':{'a':'b'}}}")
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(41)
    void anAnnotationOfADeploymentIsANewGeneration(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a"), "{'metadata':{'annotations':{'a':'b'}}}")
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(41)
    void aGenerationOfTheClientIsIgnored(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a"), "{'metadata':{'generation':9}}")
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(43)
    void aDryRunOfAPutChangesNothing(ScenarioClient client) {
        ScenarioResponse stored = client.configMap("a");
        client.put(client.in("configmaps/a?dryRun=All"), stored.with("/data", "{'value':'1'}"))
                .code(200)
                .is("/data/value", "1");
        ScenarioResponse after = client.get(client.in("configmaps/a")).lacks("/data");
        assertThat(after.version()).isEqualTo(stored.version());
    }

    @ConformanceScenario(35)
    void anImmutableConfigMapCannotChange(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'immutable':true,'data':{'k':'v'}}")
                .code(201);
        client.merge(client.in("configmaps/a"), "{'data':{'k':'w'}}").code(422).is("/reason", "Invalid");
    }

    @ConformanceScenario(35)
    void theSelectorOfADeploymentCannotChange(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(
                        client.in("apps/v1", "deployments/a"),
                        "{'spec':{'selector':{'matchLabels':{'app':'b'}},'template':{'metadata':{'labels':{'app':'b'}}}}}")
                .code(422)
                .is("/details/causes/0/field", "spec.selector");
    }

    @ConformanceScenario(35)
    void mostOfAPodsSpecCannotChange(ScenarioClient client) {
        client.pod("a");
        client.merge(client.in("pods/a"), "{'spec':{'schedulerName':'other'}}")
                .code(422)
                .is("/reason", "Invalid");
        client.patch(
                        client.in("pods/a"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'containers':[{'name':'web','image':'nginx:2'}]}}")
                .code(200)
                .is("/spec/containers/0/image", "nginx:2");
    }

    @ConformanceScenario(55)
    void aScaleIsRead(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.get(client.in("apps/v1", "deployments/a/scale"))
                .code(200)
                .is("/kind", "Scale")
                .is("/apiVersion", "autoscaling/v1")
                .is("/spec", "{}")
                .is("/status/selector", "app=a");
    }

    @ConformanceScenario(55)
    void aScaleIsPatched(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':3}}")
                .code(200)
                .is("/spec/replicas", 3);
        client.get(client.in("apps/v1", "deployments/a"))
                .is("/spec/replicas", 3)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(55)
    void aScaleBelowZeroIsRefused(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a/scale"), "{'spec':{'replicas':-1}}")
                .code(422);
    }

    @ConformanceScenario(42)
    void theManagerOfFieldsMustNotBeTooLong(ScenarioClient client) {
        client.post(client.in("configmaps?fieldManager=" + "m".repeat(129)), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/reason", "Invalid");
        client.post(client.in("configmaps?fieldManager=m"), "{'metadata':{'name':'a'}}")
                .code(201);
    }

    @ConformanceScenario(42)
    void theManagerOfFieldsHasToBePrintable(ScenarioClient client) {
        client.post(client.in("configmaps?fieldManager=a%01%0A%C2%A0b"), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager");
        client.post(client.in("configmaps?fieldManager=%C3%A4%20b"), "{'metadata':{'name':'a'}}")
                .code(201);
        client.put(
                        client.in("configmaps/a?fieldManager=%7F&dryRun=Some&fieldValidation=Odd"),
                        "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager")
                .is("/details/causes/1/field", "dryRun")
                .is("/details/causes/2/field", "fieldValidation");
        client.merge(client.in("configmaps/a?fieldManager=" + "m".repeat(129)), "{'data':{'k':'v'}}")
                .code(422)
                .is("/details/kind", "PatchOptions");
    }

    @ConformanceScenario(42)
    void managedFieldsOfTheClientAreTheServersToKeep(ScenarioClient client) {
        String managed = "'managedFields':[{'manager':'me','operation':'Odd','fieldsType':'Other'}]";
        client.post(
                        client.in("configmaps?fieldManager=m"),
                        "{'metadata':{'name':'a'," + managed + "},'data':{'k':'v'}}")
                .code(201);
        client.put(
                        client.in("configmaps/a?fieldManager=m"),
                        "{'metadata':{'name':'a'," + managed + "},'data':{'k':'w'}}")
                .code(200);
        ScenarioResponse read = client.get(client.in("configmaps/a")).code(200);
        assertThat(read.body()).doesNotContain("\"Odd\"");
    }

    @ConformanceScenario(38)
    void serverSideApplyNeedsAManager(ScenarioClient client) {
        client.patch(
                        client.in("configmaps/a"),
                        "application/apply-patch+yaml",
                        "{'apiVersion':'v1','kind':'ConfigMap'}")
                .code(422)
                .is("/details/causes/0/field", "fieldManager")
                .is("/details/causes/0/reason", "FieldValueRequired");
    }

    @ConformanceScenario(46)
    void aDeletionTimeOfTheClientIsNotStored(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a','deletionTimestamp':'2020-01-01T00:00:00Z'}}");
        client.get(client.in("configmaps/a")).code(200).lacks("/metadata/deletionTimestamp");
    }

    @ConformanceScenario(35)
    void eachMistakeInTheMetadataIsACause(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a','labels':{'on':'not valid'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.labels");
        client.merge(client.in("configmaps/a"), "{'metadata':{'annotations':{'not valid':'1'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.annotations");
    }

    @ConformanceScenario(31)
    void aConflictNamesTheGroup(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a"), "{'metadata':{'resourceVersion':'1'}}")
                .fails(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on deployments.apps \"a\": the object has been modified; please"
                                + " apply your changes to the latest version and try again")
                .is("/details/group", "apps");
    }

    @ConformanceScenario(32)
    void aLeaseIsReplacedOnlyWithAVersion(ScenarioClient client) {
        String leases = client.in("coordination.k8s.io/v1", "leases");
        client.post(leases, "{'metadata':{'name':'a'}}").code(201);
        client.put(leases + "/a", "{'metadata':{'name':'a'}}")
                .fails(
                        422,
                        "Invalid",
                        "leases.coordination.k8s.io \"a\" is invalid: metadata.resourceVersion: Invalid value: 0: must"
                                + " be specified for an update");
    }

    @ConformanceScenario(34)
    void aNameIsMissingInTheBody(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a"), "{'metadata':{}}")
                .fails(
                        400,
                        "BadRequest",
                        "the name of the object (a based on URL) was undeterminable: name must be provided");
    }

    @ConformanceScenario(value = 40, on = EXCLUSIVE)
    void theStatusIsReadByItsOwnPath(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.merge(client.in("apps/v1", "deployments/a/status"), "{'status':{'replicas':7}}")
                .code(200);
        client.get(client.in("apps/v1", "deployments/a/status")).code(200).is("/status/replicas", 7);
    }
}
