package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;

/** Refusals of invalid objects, and field validation. */
final class ValidationScenarios {

    @ConformanceScenario(35)
    void aNameHasToBeValid(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'Not A Name'}}")
                .code(422)
                .is("/reason", "Invalid")
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/0/reason", "FieldValueInvalid")
                .is("/details/kind", "ConfigMap");
    }

    @ConformanceScenario(35)
    void aNameIsRequired(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/0/reason", "FieldValueRequired");
    }

    @ConformanceScenario(35)
    void severalCausesAreReportedTogether(ScenarioClient client) {
        client.post(client.in("pods"), "{'metadata':{'name':'A B'},'spec':{}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.name")
                .is("/details/causes/1/field", "spec.containers")
                .matches(
                        "/message", "Pod \"A B\" is invalid: \\[metadata.name: .*, spec.containers: Required value\\]");
    }

    @ConformanceScenario(35)
    void labelsHaveToBeValid(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','labels':{'a b':'c d'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.labels");
    }

    @ConformanceScenario(35)
    void annotationsHaveToHaveKeysThatAreNames(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','annotations':{'a b':'c d'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.annotations");
    }

    @ConformanceScenario(35)
    void aContainerNeedsANameAndAnImage(ScenarioClient client) {
        client.post(client.in("pods"), "{'metadata':{'name':'a'},'spec':{'containers':[{}]}}")
                .code(422)
                .is("/details/causes/0/field", "spec.containers[0].name");
    }

    @ConformanceScenario(35)
    void twoContainersHaveTwoNames(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        "{'metadata':{'name':'a'},'spec':{'containers':[{'name':'x','image':'y'},{'name':'x','image':'y'}]}}")
                .code(422)
                .is("/details/causes/0/reason", "FieldValueDuplicate");
    }

    @ConformanceScenario(35)
    void aRestartPolicyIsOneOfThree(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'restartPolicy':'Sometimes',"))
                .code(422)
                .is("/details/causes/0/reason", "FieldValueNotSupported");
    }

    @ConformanceScenario(35)
    void aPortIsBetweenOneAnd65535(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a")
                                .replace("'name':'web'", "'name':'web','ports':[{'containerPort':70000}]"))
                .code(422);
    }

    @ConformanceScenario(35)
    void aQuantityIsANumberWithAUnit(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a")
                                .replace("'name':'web'", "'name':'web','resources':{'limits':{'cpu':'much'}}"))
                .code(400);
    }

    @ConformanceScenario(35)
    void aDeploymentSelectsItsOwnPods(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'labels':{'app':'a'}", "'labels':{'app':'b'}"))
                .code(422)
                .is("/details/causes/0/field", "spec.template.metadata.labels");
    }

    @ConformanceScenario(35)
    void aDeploymentHasASelector(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'selector':{'matchLabels':{'app':'a'}},", ""))
                .code(422);
    }

    @ConformanceScenario(35)
    void replicasAreNotBelowZero(ScenarioClient client) {
        client.post(
                        client.in("apps/v1", "deployments"),
                        ScenarioClient.deploymentJson("a").replace("'replicas':0", "'replicas':-1"))
                .code(422)
                .is("/details/causes/0/field", "spec.replicas");
    }

    @ConformanceScenario(35)
    void aServiceHasPorts(ScenarioClient client) {
        client.post(client.in("services"), "{'metadata':{'name':'a'},'spec':{'selector':{'app':'a'}}}")
                .code(422)
                .is("/details/causes/0/field", "spec.ports");
    }

    @ConformanceScenario(35)
    void aKeyOfAConfigMapIsAFileName(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'a b':'c'}}")
                .code(422)
                .is("/details/causes/0/field", "data[a b]");
    }

    @ConformanceScenario(39)
    void anUnknownFieldGetsAWarning(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(201)
                .header("Warning", "299 - \"unknown field \\\"date\\\"\"")
                .lacks("/date");
    }

    @ConformanceScenario(39)
    void anUnknownFieldIsRefusedIfStrict(ScenarioClient client) {
        client.post(client.in("configmaps?fieldValidation=Strict"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .fails(
                        400,
                        "BadRequest",
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"date\"");
    }

    @ConformanceScenario(39)
    void anUnknownFieldIsDroppedWithoutAWarningIfIgnored(ScenarioClient client) {
        client.post(client.in("configmaps?fieldValidation=Ignore"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(201)
                .withoutHeader("Warning");
    }

    @ConformanceScenario(39)
    void aFieldTwiceGetsAWarning(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':'1'},'data':{'k':'2'}}")
                .code(201)
                .header("Warning", "299 - \"duplicate field \\\"data\\\"\"")
                .is("/data/k", "2");
    }

    @ConformanceScenario(39)
    void aFieldTwiceIsRefusedIfStrict(ScenarioClient client) {
        client.post(
                        client.in("configmaps?fieldValidation=Strict"),
                        "{'metadata':{'name':'a','name':'b'},'immutable':true,'immutable':false}")
                .code(400);
    }

    @ConformanceScenario(39)
    void aFieldTwiceWithinAListGetsAWarningWithItsPlace(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a").replace("'name':'web'", "'name':'old','name':'web','colour':'red'"))
                .code(201)
                .is("/spec/containers/0/name", "web");
    }

    @ConformanceScenario(39)
    void eachUnknownFieldGetsAWarning(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'replica':1,'colour':'red',"))
                .code(201);
    }

    @ConformanceScenario(39)
    void unknownAndDoubleFieldsAreRefusedTogether(ScenarioClient client) {
        client.post(
                        client.in("pods?fieldValidation=Strict"),
                        ScenarioClient.podJson("a").replace("'name':'web'", "'name':'old','name':'web','colour':'red'"))
                .code(400);
    }

    @ConformanceScenario(39)
    void aPutIsValidatedAlike(ScenarioClient client) {
        client.configMap("a");
        client.put(client.in("configmaps/a?fieldValidation=Strict"), "{'metadata':{'name':'a'},'date':{'k':'v'}}")
                .code(400);
        client.put(client.in("configmaps/a"), "{'metadata':{'name':'a'},'data':{'k':'1','k':'2'}}")
                .code(200);
    }

    @ConformanceScenario(39)
    void aMergePatchIsValidatedAlike(ScenarioClient client) {
        client.configMap("a");
        client.merge(client.in("configmaps/a?fieldValidation=Strict"), "{'date':{'k':'v'}}")
                .code(422);
        client.merge(client.in("configmaps/a"), "{'date':{'k':'v'}}").code(200);
        client.merge(client.in("configmaps/a?fieldValidation=Strict"), "{'data':{'k':'1'},'data':{'k':'2'}}")
                .code(422);
    }

    @ConformanceScenario(39)
    void anotherModeOfValidationIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps?fieldValidation=Loose"), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(39)
    void theStatusIsValidatedToo(ScenarioClient client) {
        client.pod("a");
        client.patch(client.in("pods/a/status"), ScenarioClient.STRATEGIC, "{'status':{'mood':'good'}}")
                .code(200);
    }

    @ConformanceScenario(35)
    void aNamespaceHasNoDots(ScenarioClient client) {
        client.post("/api/v1/namespaces?dryRun=All", "{'metadata':{'name':'a.b'}}")
                .fails(
                        422,
                        "Invalid",
                        "Namespace \"a.b\" is invalid: metadata.name: Invalid value: \"a.b\": must not contain dots");
    }

    @ConformanceScenario(35)
    void aFinalizerHasADomain(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','finalizers':['held']}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.finalizers[0]");
    }

    @ConformanceScenario(35)
    void anOwnerHasANameAndAUid(ScenarioClient client) {
        client.post(
                        client.in("configmaps"),
                        "{'metadata':{'name':'a','ownerReferences':[{'apiVersion':'v1','kind':'Pod'}]}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.ownerReferences.name")
                .is("/details/causes/1/field", "metadata.ownerReferences.uid");
    }

    @ConformanceScenario(35)
    void allAnnotationsTogetherHaveALimit(ScenarioClient client) {
        String tooLong = "b".repeat(262_144);
        client.placeholder(tooLong, "<256 KiB>");
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','annotations':{'k':'" + tooLong + "'}}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.annotations");
    }
}
