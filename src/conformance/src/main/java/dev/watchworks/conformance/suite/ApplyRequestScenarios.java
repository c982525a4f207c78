package dev.watchworks.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Requests of server-side apply: their options, their preconditions, and what is refused. */
final class ApplyRequestScenarios {
    private static final String MAP = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'%s}%s}";

    private static ScenarioResponse apply(ScenarioClient client, String metadata, String rest) {
        return client.apply(client.in("configmaps/m"), "a", MAP.formatted(metadata, rest));
    }

    private static ScenarioResponse deployment(ScenarioClient client, String spec) {
        return client.apply(client.in("apps/v1", "deployments/d"), "a", """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{%s}}""".formatted(spec));
    }

    @ConformanceScenario({38, 43})
    void aDryRunOfAnApplyStoresNothing(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a&dryRun=All", MAP.formatted("", ",'data':{'one':'1'}"))
                .code(201)
                .lacks("/metadata/resourceVersion");
        client.get(client.in("configmaps/m")).code(404);
        ScenarioResponse created = apply(client, "", ",'data':{'one':'1'}").code(201);
        client.apply(client.in("configmaps/m"), "a&dryRun=All", MAP.formatted("", ",'data':{'one':'2'}"))
                .code(200)
                .is("/data/one", "2");
        client.apply(client.in("configmaps/m"), "b&dryRun=All", MAP.formatted("", ",'data':{'one':'2'}"))
                .code(409);
        ScenarioResponse read = client.get(client.in("configmaps/m")).is("/data/one", "1");
        assertThat(read.version()).isEqualTo(created.version());
    }

    @ConformanceScenario({34, 38})
    void anotherKindIsRefused(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", MAP.formatted("", "").replace("ConfigMap", "Secret"))
                .fails(400, "BadRequest", "invalid object type: /v1, Kind=Secret");
        client.apply(client.in("configmaps/m"), "a", MAP.formatted("", "").replace("'v1'", "'apps/v1'"))
                .code(400);
        client.apply(client.in("configmaps/m"), "a", MAP.formatted("", "").replace("'v1'", "'a/b/c'"))
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "{'metadata':{'name':'m'}}")
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "{'apiVersion':'v1','metadata':{'name':'m'}}")
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "").code(400);
        client.apply(client.in("configmaps/m"), "a", "null").code(400);
    }

    @ConformanceScenario({34, 38})
    void anotherNameIsRefused(ScenarioClient client) {
        client.apply(client.in("configmaps/n"), "a", MAP.formatted("", "")).code(400);
        client.apply(client.in("configmaps/m"), "a", "{'apiVersion':'v1','kind':'ConfigMap','data':{'k':'v'}}")
                .code(400);
        apply(client, ",'namespace':'other'", "").code(400);
        apply(client, ",'namespace':'" + client.namespace() + "'", "").code(201);
        client.apply(client.in("configmaps/m"), "a", "{'apiVersion':'v1','kind':'ConfigMap','data':{'k':'v'}}")
                .code(200);
        client.apply(client.in("configmaps/m"), "a", MAP.formatted("", "").replace("'m'", "'n'"))
                .code(400);
        apply(client, ",'namespace':'other'", "").code(400);
    }

    @ConformanceScenario(38)
    void managersInTheConfigurationAreRefused(ScenarioClient client) {
        apply(client, ",'managedFields':[]", "").fails(400, "BadRequest", "metadata.managedFields must be nil");
        apply(client, ",'managedFields':null", ",'data':{'k':'1'}").code(201);
        ScenarioResponse read = client.get(client.in("configmaps/m"));
        client.apply(client.in("configmaps/m"), "a", read.body()).code(400);
    }

    @ConformanceScenario({31, 38})
    void aVersionInTheConfigurationIsAPrecondition(ScenarioClient client) {
        ScenarioResponse created = apply(client, "", ",'data':{'k':'1'}").code(201);
        apply(client, ",'resourceVersion':'" + created.version() + "'", ",'data':{'k':'2'}")
                .code(200)
                .is("/data/k", "2");
        apply(client, ",'resourceVersion':'" + created.version() + "'", ",'data':{'k':'3'}")
                .code(409);
        apply(client, ",'resourceVersion':'" + created.version() + "'", ",'data':{'k':'2'}")
                .code(409);
    }

    @ConformanceScenario({31, 38})
    void aVersionOfAnObjectThatIsNotThere(ScenarioClient client) {
        apply(client, ",'resourceVersion':'5'", ",'data':{'k':'1'}");
        client.get(client.in("configmaps/m"));
    }

    @ConformanceScenario({31, 38})
    void aUidInTheConfigurationIsAPrecondition(ScenarioClient client) {
        String other = "12345678-1234-1234-1234-123456789012";
        apply(client, ",'uid':'" + other + "'", "").code(409);
        ScenarioResponse created = apply(client, "", "").code(201);
        apply(client, ",'uid':'" + other + "'", ",'data':{'k':'1'}").code(422);
        apply(client, ",'uid':'" + created.text("/metadata/uid") + "'", ",'data':{'k':'1'}")
                .code(200);
    }

    @ConformanceScenario(38)
    void serverFieldsInTheConfigurationAreIgnored(ScenarioClient client) {
        apply(
                        client,
                        ",'creationTimestamp':'2001-01-01T00:00:00Z','generation':7,'selfLink':'/x','generateName':'m-'",
                        "")
                .code(201)
                .lacks("/metadata/selfLink");
        apply(client, ",'creationTimestamp':null,'generation':9", "").code(200);
    }

    @ConformanceScenario({38, 39})
    void aFieldThatIsNotInTheSchemaIsRefused(ScenarioClient client) {
        apply(client, "", ",'date':{'k':'v'}").code(500);
        apply(client, ",'colour':'red'", "").code(500);
        deployment(client, "'template':{'spec':{'containers':[{'name':'web','imagePolicy':'Always'}]}}")
                .code(500);
        deployment(client, "'template':{'spec':{'tolerations':[{'keys':'x'}]}}").code(500);
        deployment(client, "'selector':{'labels':{}}").code(500);
    }

    @ConformanceScenario({35, 38})
    void aValueOfAnotherTypeIsRefused(ScenarioClient client) {
        apply(client, "", ",'data':{'k':1}").code(500);
        apply(client, "", ",'data':{'k':1.5}").code(500);
        apply(client, "", ",'data':{'k':true}").code(500);
        apply(client, "", ",'data':{'k':{'a':['b',1,null]}}").code(500);
        apply(client, "", ",'data':['k']").code(500);
        apply(client, "", ",'data':'k'").code(500);
        apply(client, "", ",'immutable':'yes'").code(500);
        apply(client, "", ",'immutable':{'yes':1}").code(500);
        deployment(client, "'replicas':'two'").code(500);
        deployment(client, "'replicas':[2]").code(500);
        deployment(client, "'template':{'spec':{'containers':{'name':'web'}}}").code(500);
        deployment(client, "'template':{'spec':{'containers':['web']}}").code(500);
        deployment(client, "'template':{'spec':{'containers':[null]}}").code(500);
        deployment(client, "'template':{'spec':{'containers':[{'name':'web','args':[1]}]}}")
                .code(500);
        deployment(client, "'strategy':{'rollingUpdate':{'maxSurge':true}}").code(500);
    }

    @ConformanceScenario({35, 38})
    void aValueThatCannotBeReadIsRefused(ScenarioClient client) {
        String resources = "'template':{'spec':{'containers':[{'name':'web','resources':{'limits':{'cpu':%s}}}]}}";
        deployment(client, resources.formatted("{'a':'b'}")).code(500);
        deployment(client, resources.formatted("'much'")).code(500);
        deployment(client, "'strategy':{'rollingUpdate':{'maxSurge':1.5}}").code(500);
        apply(client, "", ",'binaryData':{'k':'??'}").code(500);
        apply(client, ",'creationTimestamp':'soon'", "").code(500);
        apply(client, ",'creationTimestamp':5", "").code(500);
        apply(client, ",'deletionTimestamp':{'a':'b'}", "").code(500);
        apply(client, ",'finalizers':[{'a':'b'}]", "").code(500);
        apply(client, ",'finalizers':[null]", "").code(500);
        apply(client, ",'finalizers':[['a']]", "").code(500);
    }

    @ConformanceScenario({35, 38})
    void aNumberThatDoesNotFitItsFieldIsRefused(ScenarioClient client) {
        deployment(client, "'replicas':3000000000").is("/status", "Failure");
        deployment(client, "'replicas':1.5").code(500);
    }

    @ConformanceScenario({35, 38})
    void itemsWithoutAnIdentityAreRefused(ScenarioClient client) {
        client.apply(client.in("serviceaccounts/s"), "a", """
                        {'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'s'},'secrets':[{'kind':'Secret'}]}""").code(500);
        deployment(client, "'template':{'spec':{'containers':[{'name':'web'},{'image':'side'}]}}")
                .code(422);
        deployment(client, "'template':{'spec':{'containers':[{'name':'web'},{'name':'web'}]}}")
                .code(500);
        deployment(
                        client,
                        "'template':{'spec':{'containers':[{'name':'web','ports':[{'containerPort':80},"
                                + "{'containerPort':80,'protocol':'TCP'}]}]}}")
                .code(500);
        apply(client, ",'finalizers':['example.com/a','example.com/a']", "").code(500);
    }

    @ConformanceScenario({35, 38})
    void aBodyThatIsNoObjectIsRefused(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", "[1]").code(400);
        client.apply(client.in("configmaps/m"), "a", "words").code(400);
        client.apply(client.in("configmaps/m"), "a", "5").code(400);
        client.apply(client.in("configmaps/m"), "a", "yes").code(400);
    }

    @ConformanceScenario({35, 38})
    void aBodyThatIsNotYamlIsRefused(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "a", "kind: ConfigMap\nmetadata: name: m\n")
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "kind: ConfigMap\n metadata:\n")
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "kind: [ConfigMap\n").code(400);
        client.apply(client.in("configmaps/m"), "a", "kind: ConfigMap\ndata:\n\tk: v\n")
                .code(400);
        client.apply(client.in("configmaps/m"), "a", "kind: *nothing\n").code(400);
    }

    @ConformanceScenario({38, 39})
    void aKeyThatIsThereTwiceIsRefusedIfStrict(ScenarioClient client) {
        String yaml = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: m
                data:
                  one: first
                  two: x
                  one: second
                """;
        client.apply(client.in("configmaps/m"), "a&fieldValidation=Strict", yaml)
                .code(400);
        client.apply(client.in("configmaps/m"), "a", yaml).code(201).is("/data/one", "second");
        client.apply(client.in("configmaps/m"), "a&fieldValidation=Ignore", yaml)
                .code(200);
        client.apply(
                        client.in("configmaps/m"),
                        "a&fieldValidation=Warn",
                        MAP.formatted("", ",'data':{'k':'1','k':'2'}"))
                .code(200);
        client.apply(
                        client.in("configmaps/m"),
                        "a&fieldValidation=Strict",
                        MAP.formatted("", ",'data':{'k':'1','k':'2'},'data':{'k':'3'}"))
                .code(400);
    }

    @ConformanceScenario({35, 38})
    void anInvalidObjectIsRefused(ScenarioClient client) {
        apply(client, ",'labels':{'a':'not valid'}", "").code(422);
        apply(client, "", ",'data':{'not valid':'1'}").code(422);
        deployment(
                        client,
                        "'replicas':-1,'selector':{'matchLabels':{'app':'d'}},'template':{'metadata':{'labels':"
                                + "{'app':'d'}},'spec':{'containers':[{'name':'web'}]}}")
                .code(422);
        client.get(client.in("configmaps/m")).code(404);
    }

    @ConformanceScenario({35, 38})
    void aFieldThatCannotChangeIsRefused(ScenarioClient client) {
        String spec = "'selector':{'matchLabels':{'app':'%s'}},'template':{'metadata':{'labels':{'app':'%s'}},'spec':"
                + "{'containers':[{'name':'web','image':'nginx:1'}]}}";
        deployment(client, spec.formatted("d", "d")).code(201);
        deployment(client, spec.formatted("e", "e")).code(422);
        apply(client, "", ",'data':{'k':'1'},'immutable':true").code(201);
        apply(client, "", ",'data':{'k':'2'},'immutable':true").code(422);
    }

    @ConformanceScenario({36, 38})
    void nothingIsAppliedInAMissingNamespace(ScenarioClient client) {
        client.apply("/api/v1/namespaces/conformance-none/configmaps/m", "a", MAP.formatted("", ""))
                .code(404);
    }

    @ConformanceScenario({38, 42})
    void anApplyNeedsAPrintableManager(ScenarioClient client) {
        client.apply(client.in("configmaps/m"), "", MAP.formatted("", "")).code(422);
        client.apply(client.in("configmaps/m"), "m".repeat(129), MAP.formatted("", ""))
                .code(422);
        client.apply(client.in("configmaps/m"), "a%09b", MAP.formatted("", "")).code(422);
        client.apply(client.in("configmaps/m"), "a&dryRun=Some&fieldValidation=Odd", MAP.formatted("", ""))
                .code(422);
        client.merge(client.in("configmaps/m?fieldManager=a&force=true"), "{}").code(422);
    }

    @ConformanceScenario({37, 38})
    void anApplyInAnotherFormIsRefused(ScenarioClient client) {
        client.patch(client.in("configmaps/m?fieldManager=a"), "application/apply-patch+cbor", MAP.formatted("", ""))
                .code(415);
        client.patch(client.in("configmaps/m?fieldManager=a"), "application/apply-patch+json", MAP.formatted("", ""))
                .code(415);
        client.patch(
                        client.in("configmaps/m?fieldManager=a"),
                        "application/apply-patch+yaml; charset=utf-8",
                        MAP.formatted("", ""))
                .code(201);
    }

    @ConformanceScenario(38)
    void manyKindsAreApplied(ScenarioClient client) {
        client.apply(client.in("coordination.k8s.io/v1", "leases/l"), "a", """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: l}
                spec: {holderIdentity: me, leaseDurationSeconds: 5, renewTime: 2026-01-01T00:00:00.000000Z}
                """).code(201);
        client.apply(client.in("coordination.k8s.io/v1", "leases/l"), "a", """
                apiVersion: coordination.k8s.io/v1
                kind: Lease
                metadata: {name: l}
                spec: {holderIdentity: you}
                """)
                .code(200)
                .lacks("/spec/leaseDurationSeconds");
        client.apply(client.in("rbac.authorization.k8s.io/v1", "roles/r"), "a", """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: r}
                rules:
                - {apiGroups: [""], resources: [pods], verbs: [get]}
                """)
                .code(201);
        client.apply(client.in("networking.k8s.io/v1", "ingresses/i"), "a", """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: i}
                spec:
                  rules:
                  - host: example.com
                    http:
                      paths:
                      - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
                """).code(201);
        client.apply(client.in("secrets/s"), "a", """
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data: {k: dg==}
                stringData: {l: w}
                """).code(201);
        client.apply(client.in("pods/p"), "a", """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  schedulerName: nobody
                  containers:
                  - {name: web, image: nginx, resources: {limits: {memory: 1Gi}}}
                  volumes:
                  - {name: data, emptyDir: {}}
                """).code(201);
    }
}
