package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;
import java.util.Map;

/** What POST stores, and what it refuses. */
final class CreateScenarios {

    @ConformanceScenario(27)
    void aNewObjectGetsAUidATimeAndAVersion(ScenarioClient client) {
        ScenarioResponse created = client.configMap("a");

        created.matches("/metadata/uid", "[0-9a-f-]{36}")
                .matches("/metadata/creationTimestamp", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                .is("/metadata/namespace", client.namespace())
                .is("/kind", "ConfigMap")
                .is("/apiVersion", "v1");
        assertThat(created.versionNumber()).isPositive();
        client.get(client.in("configmaps/a")).code(200).is("/metadata/uid", created.text("/metadata/uid"));
    }

    @ConformanceScenario({27, 41})
    void podsAndDeploymentsBeginWithGenerationOneAndConfigMapsHaveNone(ScenarioClient client) {
        client.pod("a").is("/metadata/generation", 1);
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201)
                .is("/metadata/generation", 1);
        client.configMap("a").lacks("/metadata/generation");
    }

    @ConformanceScenario(27)
    void aStatusOfTheClientIsDroppedOnCreation(ScenarioClient client) {
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a")
                                .replace("'spec'", "'status':{'phase':'Running','message':'no'},'spec'"))
                .code(201)
                .is("/status/phase", "Pending")
                .lacks("/status/message");
    }

    @ConformanceScenario(27)
    void aUidAndATimeOfTheClientAreReplaced(ScenarioClient client) {
        ScenarioResponse created = client.post(
                client.in("configmaps"),
                "{'metadata':{'name':'a','uid':'11111111-1111-1111-1111-111111111111','creationTimestamp':'2001-01-01T00:00:00Z'}}");

        created.code(201);
        assertThat(created.text("/metadata/uid")).doesNotStartWith("1111");
        assertThat(created.text("/metadata/creationTimestamp")).doesNotStartWith("2001");
    }

    @ConformanceScenario(28)
    void aVersionIsRefusedOnCreation(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','resourceVersion':'5'}}")
                .code(500)
                .is("/message", "resourceVersion should not be set on objects to be created")
                .lacks("/reason");
    }

    @ConformanceScenario(29)
    void aNameIsGeneratedFromItsBeginning(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'generateName':'job-'}}")
                .code(201)
                .matches("/metadata/name", "job-[bcdfghjklmnpqrstvwxz2456789]{5}")
                .is("/metadata/generateName", "job-");
    }

    @ConformanceScenario(29)
    void aLongBeginningIsCut(ScenarioClient client) {
        String beginning = "b".repeat(70);
        ScenarioResponse created = client.post(
                        client.in("configmaps"), "{'metadata':{'generateName':'" + beginning + "'}}")
                .code(201);

        assertThat(created.text("/metadata/name")).hasSize(63).startsWith("b".repeat(58));
        client.placeholder(created.text("/metadata/name"), "<58 of it and 5 random>");
    }

    @ConformanceScenario(29)
    void aNameWinsOverItsBeginning(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','generateName':'job-'}}")
                .code(201)
                .is("/metadata/name", "a");
    }

    @ConformanceScenario(30)
    void anExistingObjectCannotBeCreatedAgain(ScenarioClient client) {
        client.configMap("a");
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'}}")
                .fails(409, "AlreadyExists", "configmaps \"a\" already exists")
                .is("/details/name", "a")
                .is("/details/kind", "configmaps");
    }

    @ConformanceScenario(30)
    void anExistingDeploymentIsNamedWithItsGroup(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .code(201);
        client.post(client.in("apps/v1", "deployments"), ScenarioClient.deploymentJson("a"))
                .fails(409, "AlreadyExists", "deployments.apps \"a\" already exists")
                .is("/details/group", "apps");
    }

    @ConformanceScenario(33)
    void aMissingObjectIsNotFound(ScenarioClient client) {
        client.get(client.in("pods/x"))
                .fails(404, "NotFound", "pods \"x\" not found")
                .is("/details/name", "x")
                .is("/details/kind", "pods");
        client.get(client.in("apps/v1", "deployments/x")).fails(404, "NotFound", "deployments.apps \"x\" not found");
    }

    @ConformanceScenario(34)
    void anotherNamespaceInTheBodyIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','namespace':'other'}}")
                .fails(
                        400,
                        "BadRequest",
                        "the namespace of the provided object does not match the namespace sent on the request");
    }

    @ConformanceScenario(35)
    void anotherKindInTheBodyIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'a'}}")
                .code(400)
                .is("/reason", "BadRequest");
    }

    @ConformanceScenario(35)
    void anotherVersionInTheBodyIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'apiVersion':'v2','kind':'ConfigMap','metadata':{'name':'a'}}")
                .code(400);
    }

    @ConformanceScenario(35)
    void aBodyThatIsNotJsonIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':").code(400).is("/reason", "BadRequest");
    }

    @ConformanceScenario(35)
    void anEmptyBodyIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "").code(400);
        client.post(client.in("configmaps"), "[]").is("/status", "Failure");
        client.post(client.in("configmaps"), "null").is("/status", "Failure");
    }

    @ConformanceScenario(35)
    void aFieldOfAnotherTypeIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a'},'data':{'k':1}}")
                .code(400)
                .is("/reason", "BadRequest");
        client.post(client.in("apps/v1", "deployments"), "{'metadata':{'name':'a'},'spec':{'replicas':'two'}}")
                .code(400);
    }

    @ConformanceScenario(35)
    void aBodyOfAnotherMediaTypeIsRefused(ScenarioClient client) {
        client.request("POST", client.in("configmaps"), Map.of("Content-Type", "text/plain"), "name: a")
                .code(415)
                .is("/reason", "UnsupportedMediaType");
    }

    @ConformanceScenario(35)
    void anUnknownResourceIsNotFound(ScenarioClient client) {
        client.get(client.in("things")).fails(404, "NotFound", "the server could not find the requested resource");
        client.post(client.in("things"), "{}").code(404);
    }

    @ConformanceScenario(35)
    void anUnknownSubresourceIsNotFound(ScenarioClient client) {
        client.configMap("a");
        client.get(client.in("configmaps/a/status")).code(404);
    }

    @ConformanceScenario(35)
    void anUnknownGroupIsNotFound(ScenarioClient client) {
        client.get("/apis/example.com/v1/things").code(404);
    }

    @ConformanceScenario(35)
    void anAnonymousUserMayDoNothing(ScenarioClient client) {
        client.request("GET", client.in("configmaps"), Map.of("Authorization", ""), "")
                .fails(
                        403,
                        "Forbidden",
                        "configmaps is forbidden: User \"system:anonymous\" cannot list resource \"configmaps\" in API group \"\" in the namespace \""
                                + client.namespace() + "\"");
    }

    @ConformanceScenario(35)
    void aWrongTokenIsUnauthorized(ScenarioClient client) {
        client.request("GET", client.in("configmaps"), Map.of("Authorization", "Bearer wrong"), "")
                .fails(401, "Unauthorized", "Unauthorized");
    }

    @ConformanceScenario(35)
    void anUnsupportedMethodIsNotAllowed(ScenarioClient client) {
        client.put(client.in("configmaps"), "{}").code(405).is("/reason", "MethodNotAllowed");
        client.post(client.in("configmaps/a"), "{}").code(405);
        client.post("/api/v1/configmaps", "{'metadata':{'name':'a'}}").code(405);
    }

    @ConformanceScenario(36)
    void nothingIsCreatedInAMissingNamespace(ScenarioClient client) {
        client.post("/api/v1/namespaces/no-such-namespace/configmaps", "{'metadata':{'name':'a'}}")
                .fails(404, "NotFound", "namespaces \"no-such-namespace\" not found");
    }

    @ConformanceScenario(36)
    void nothingIsCreatedInATerminatingNamespace(ScenarioClient client) {
        String name = client.clusterScopedName("/api/v1/namespaces", "going");
        client.post("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}")
                .code(201);
        // An object with a finalizer keeps the namespace Terminating, also where controllers run.
        client.post(
                        "/api/v1/namespaces/" + name + "/configmaps",
                        "{'metadata':{'name':'held','finalizers':['example.com/held']}}")
                .code(201);
        client.delete("/api/v1/namespaces/" + name).code(200).is("/status/phase", "Terminating");
        client.post("/api/v1/namespaces/" + name + "/configmaps", "{'metadata':{'name':'late'}}")
                .fails(
                        403,
                        "Forbidden",
                        "configmaps \"late\" is forbidden: unable to create new content in namespace " + name
                                + " because it is being terminated")
                .is("/details/causes/0/reason", "NamespaceTerminating");
        client.merge("/api/v1/namespaces/" + name + "/configmaps/held", "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(43)
    void aDryRunAnswersAndLeavesNoTrace(ScenarioClient client) {
        ScenarioWatch watch = client.watch(client.in("configmaps?resourceVersion="
                + client.get(client.in("configmaps")).version()));
        client.post(client.in("configmaps?dryRun=All"), "{'metadata':{'name':'a'}}")
                .code(201)
                .has("/metadata/uid")
                .lacks("/metadata/resourceVersion");
        client.get(client.in("configmaps/a")).code(404);
        client.configMap("b");

        watch.receives("ADDED b");
    }

    @ConformanceScenario(43)
    void aDryRunIsValidated(ScenarioClient client) {
        client.post(client.in("configmaps?dryRun=All"), "{'metadata':{'name':'A'}}")
                .code(422);
        client.configMap("a");
        client.post(client.in("configmaps?dryRun=All"), "{'metadata':{'name':'a'}}")
                .code(409);
    }

    @ConformanceScenario(43)
    void aDryRunOfSomethingElseIsRefused(ScenarioClient client) {
        client.post(client.in("configmaps?dryRun=Some"), "{'metadata':{'name':'a'}}")
                .code(422)
                .is("/reason", "Invalid");
    }

    @ConformanceScenario(44)
    void anOverheadWithoutARuntimeClassIsForbidden(ScenarioClient client) {
        client.post(client.in("pods"), ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'overhead':{},"))
                .code(403)
                .is("/reason", "Forbidden")
                .matches(
                        "/message",
                        ".*pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }

    @ConformanceScenario(49)
    void aTypedClientSendsProtobufAndReadsJson(ScenarioClient client) {
        // A Namespace as kubectl's "create namespace" sends it is binary; text can carry the beginning that is no
        // message.
        client.request(
                        "POST",
                        client.in("configmaps"),
                        Map.of("Content-Type", "application/vnd.kubernetes.protobuf"),
                        "not protobuf")
                .code(400)
                .is("/reason", "BadRequest");
    }

    @ConformanceScenario(28)
    void aVersionOnCreationMayBeNotANumber(ScenarioClient client) {
        client.post(client.in("configmaps"), "{'metadata':{'name':'a','resourceVersion':'abc'}}")
                .has("/kind");
    }
}
