package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import java.util.Map;

/** Which manager {@code managedFields} names for which field. */
final class ManagedFieldsScenarios {
    private static final String MANAGERS = "/metadata/managedFields";

    @ConformanceScenario(42)
    void aManagerIsTheUserAgentUpToItsSlash(ScenarioClient client) {
        createAs(client, "a", "agent/1.2 (linux) other/3")
                .is(MANAGERS + "/0/manager", "agent")
                .is(MANAGERS + "/0/operation", "Update")
                .is(MANAGERS + "/0/apiVersion", "v1")
                .is(MANAGERS + "/0/fieldsType", "FieldsV1")
                .matches(MANAGERS + "/0/time", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                .lacks(MANAGERS + "/0/subresource");
        createAs(client, "b", "no slash in it").is(MANAGERS + "/0/manager", "no slash in it");
    }

    @ConformanceScenario(42)
    void aUserAgentWithoutANameIsUnknown(ScenarioClient client) {
        createAs(client, "a", "/1.2").is(MANAGERS + "/0/manager", "unknown");
    }

    @ConformanceScenario(42)
    void aLongUserAgentIsCut(ScenarioClient client) {
        createAs(client, "a", "a".repeat(200)).is(MANAGERS + "/0/manager", "a".repeat(128));
    }

    @ConformanceScenario(42)
    void aNamedManagerWinsOverTheUserAgent(ScenarioClient client) {
        createAs(client, "a?fieldManager=me", "agent/1.2").is(MANAGERS + "/0/manager", "me");
    }

    private static ScenarioResponse createAs(ScenarioClient client, String name, String userAgent) {
        int query = name.indexOf('?');
        String body = "{'metadata':{'name':'" + (query < 0 ? name : name.substring(0, query)) + "'},'data':{'k':'v'}}";
        Map<String, String> headers = Map.of("Content-Type", "application/json", "User-Agent", userAgent);
        String path = client.in("configmaps") + (query < 0 ? "" : name.substring(query));
        return client.request("POST", path, headers, body).code(201);
    }

    @ConformanceScenario(42)
    void aCreateManagesAllFieldsButNamesAndTheLike(ScenarioClient client) {
        String metadata = "'labels':{'l':'1'},'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{}'},"
                + "'finalizers':['example.com/one','example.com/two']";
        create(client, "configmaps", "a", "{'metadata':{'generateName':'a-'," + metadata + "},'data':{'k':'v','e':''}}")
                .is(
                        MANAGERS + "/0/fieldsV1",
                        FieldsJson.of("{'f:data':{'.':{},'f:e':{},'f:k':{}},'f:metadata':{'f:annotations':{'.':{},"
                                + "'f:kubectl.kubernetes.io/last-applied-configuration':{}},'f:finalizers':{'.':{},"
                                + "'v:\\'example.com/one\\'':{},'v:\\'example.com/two\\'':{}},'f:generateName':{},"
                                + "'f:labels':{'.':{},'f:l':{}}}}"));
        create(client, "configmaps", "a", "{'metadata':{'name':'empty'}}").lacks(MANAGERS);
    }

    /** Fields in apostrophes, with the quotation marks inside of names escaped. */
    private static final class FieldsJson {
        static String of(String text) {
            return text.replace("\\'", "\\\"").replace('\'', '"');
        }
    }

    private static ScenarioResponse create(ScenarioClient client, String resource, String manager, String json) {
        return client.post(client.in(resource) + "?fieldManager=" + manager, json)
                .code(201);
    }

    private static ScenarioResponse merge(ScenarioClient client, String resource, String manager, String json) {
        return client.merge(client.in(resource) + "?fieldManager=" + manager, json)
                .code(200);
    }

    @ConformanceScenario(42)
    void aFieldBelongsToTheManagerThatChangedItLast(ScenarioClient client) {
        create(client, "configmaps", "a", "{'metadata':{'name':'m'},'data':{'one':'1','two':'2'}}");
        ScenarioResponse changed = merge(client, "configmaps/m", "b", "{'data':{'two':'3','three':'3'}}");

        changed.is(MANAGERS + "/0/manager", "a")
                .lacks(MANAGERS + "/0/fieldsV1/f:data/f:two")
                .has(MANAGERS + "/0/fieldsV1/f:data/f:one")
                .is(MANAGERS + "/1/manager", "b")
                .is(MANAGERS + "/1/fieldsV1", FieldsJson.of("{'f:data':{'f:three':{},'f:two':{}}}"));
        ScenarioResponse back = merge(client, "configmaps/m", "a", "{'data':{'two':'4'}}");

        back.has(fieldsOf(back, "a") + "/f:data/f:two")
                .is(fieldsOf(back, "b"), FieldsJson.of("{'f:data':{'f:three':{}}}"));
    }

    /**
     * Returns the pointer to a manager's fields. Older entries are first, and a second may pass between two requests.
     */
    private static String fieldsOf(ScenarioResponse reply, String manager) {
        int index = 0;
        while (!reply.has(MANAGERS + "/" + index)
                .text(MANAGERS + "/" + index + "/manager")
                .equals(manager)) {
            index++;
        }
        return MANAGERS + "/" + index + "/fieldsV1";
    }

    @ConformanceScenario(42)
    void aManagerWithoutFieldsIsRemoved(ScenarioClient client) {
        create(client, "configmaps", "a", "{'metadata':{'name':'m','labels':{'l':'1'}},'data':{'one':'1'}}");
        merge(client, "configmaps/m", "b", "{'data':{'two':'2'}}");
        merge(client, "configmaps/m", "c", "{'data':{'two':null}}")
                .is(MANAGERS + "/0/manager", "a")
                .lacks(MANAGERS + "/1");
        merge(client, "configmaps/m", "c", "{'data':null,'metadata':{'labels':null}}")
                .lacks(MANAGERS);
        // An object whose managers were removed gets no new ones.
        merge(client, "configmaps/m", "c", "{'data':{'one':'1'}}").lacks(MANAGERS);
    }

    @ConformanceScenario({2, 42})
    void aWriteThatChangesNothingMakesNoManager(ScenarioClient client) {
        ScenarioResponse stored = create(client, "configmaps", "a", "{'metadata':{'name':'m'},'data':{'one':'1'}}");
        ScenarioResponse same = merge(client, "configmaps/m", "b", "{'data':{'one':'1'}}");

        assertThat(same.version()).isEqualTo(stored.version());
        same.is(MANAGERS + "/0/manager", "a").lacks(MANAGERS + "/1");
        ScenarioResponse put = client.put(
                        client.in("configmaps/m?fieldManager=b"), "{'metadata':{'name':'m'},'data':{'one':'1'}}")
                .code(200);
        assertThat(put.version()).isEqualTo(stored.version());
    }

    @ConformanceScenario({40, 42})
    void statusAndTheRestAreManagedApart(ScenarioClient client) {
        String status = "'status':{'message':'hm','conditions':[{'type':'Ready','status':'True'}]}";
        create(client, "pods", "a", ScenarioClient.podJson("p").replace("'spec'", status + ",'spec'"))
                .lacks(MANAGERS + "/0/fieldsV1/f:status");
        String metadata =
                "'metadata':{'labels':{'l':'1'},'ownerReferences':[{'apiVersion':'v1','kind':'Node','name':'n','uid':'u'}]}";
        merge(client, "pods/p/status", "a", "{" + metadata + "," + status + "}")
                .is(MANAGERS + "/1/subresource", "status")
                .has(MANAGERS + "/1/fieldsV1/f:status")
                .lacks(MANAGERS + "/1/fieldsV1/f:spec")
                .lacks(MANAGERS + "/1/fieldsV1/f:metadata/f:ownerReferences");
        merge(client, "pods/p", "b", "{'status':{'message':'other'},'metadata':{'labels':{'m':'2'}}}")
                .lacks(MANAGERS + "/2/fieldsV1/f:status");
    }

    @ConformanceScenario(
            value = {40, 42},
            on = EXCLUSIVE)
    void labelsInAStatusWriteHaveNoManager(ScenarioClient client) {
        client.post(client.in("apps/v1", "deployments?fieldManager=a"), ScenarioClient.deploymentJson("d"))
                .code(201);
        client.merge(
                        client.in("apps/v1", "deployments/d/status?fieldManager=b"),
                        "{'metadata':{'labels':{'l':'1'},'annotations':{'n':'1'}},'spec':{'minReadySeconds':9},"
                                + "'status':{'replicas':1}}")
                .code(200)
                .is(MANAGERS + "/1/manager", "b")
                .lacks(MANAGERS + "/1/fieldsV1/f:metadata/f:labels")
                .lacks(MANAGERS + "/1/fieldsV1/f:spec");
    }

    @ConformanceScenario(42)
    void itemsAreIdentifiedByKeysOrByTheirValueOrNotAtAll(ScenarioClient client) {
        String container =
                "{'name':'c','image':'i','ports':[{'containerPort':80},{'containerPort':80,'protocol':'UDP','name':'u'}],"
                        + "'args':['a','b'],'env':[{'name':'A','value':'1'},{'name':'B','valueFrom':{'fieldRef':{'fieldPath':'metadata.name'}}}],"
                        + "'resources':{'limits':{'cpu':'0.5','memory':'1Gi'}},'volumeMounts':[{'name':'v','mountPath':'/v'}],"
                        + "'readinessProbe':{'httpGet':{'port':'u'}},'livenessProbe':{'tcpSocket':{'port':80}},"
                        + "'securityContext':{'capabilities':{'add':['NET_ADMIN']}}}";
        String spec = "'schedulerName':'nobody','containers':[" + container + "],'volumes':[{'name':'v','emptyDir':{}},"
                + "{'name':'m','configMap':{'name':'x','items':[{'key':'k','path':'p'}]}}],'nodeSelector':{'n':'1'},"
                + "'tolerations':[{'key':'t','operator':'Exists'}],'imagePullSecrets':[{'name':'s'}],"
                + "'hostAliases':[{'ip':'10.0.0.9','hostnames':['h']}],'dnsConfig':{'nameservers':['10.0.0.8']},"
                + "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'k','whenUnsatisfiable':'DoNotSchedule',"
                + "'labelSelector':{'matchLabels':{'a':'b'}}}],'affinity':{'nodeAffinity':"
                + "{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{'matchExpressions':"
                + "[{'key':'n','operator':'Exists'}]}]}}}";
        create(client, "pods", "a", "{'metadata':{'name':'p'},'spec':{" + spec + "}}")
                .is(MANAGERS + "/0/fieldsV1/f:spec/f:nodeSelector", "{}")
                .is(MANAGERS + "/0/fieldsV1/f:spec/f:tolerations", "{}")
                .has(MANAGERS + "/0/fieldsV1/f:spec/f:containers/k:{\"name\":\"c\"}/f:ports/"
                        + "k:{\"containerPort\":80,\"protocol\":\"TCP\"}/f:containerPort");
        client.patch(
                        client.in("pods/p?fieldManager=b"),
                        ScenarioClient.STRATEGIC,
                        "{'spec':{'containers':[{'name':'c','image':'other'}],'tolerations':[{'key':'t','operator':'Exists'},{'key':'u'}]}}")
                .code(200);
    }

    @ConformanceScenario(42)
    void keysAreEscapedAsInHtml(ScenarioClient client) {
        String env = "'env':[{'name':'A&B<C>','value':'1'}],";
        create(client, "pods", "a", ScenarioClient.podJson("p").replace("'image'", env + "'image'"));
    }

    @ConformanceScenario(42)
    void anItemThatOccursTwiceIsManagedAsOne(ScenarioClient client) {
        create(client, "configmaps", "a", "{'metadata':{'name':'m','finalizers':['example.com/a','example.com/a']}}");
        merge(client, "configmaps/m", "b", "{'metadata':{'finalizers':['example.com/a','example.com/b']}}");
        merge(client, "configmaps/m", "c", "{'metadata':{'finalizers':['example.com/b','example.com/b']}}");
        merge(client, "configmaps/m", "d", "{'metadata':{'finalizers':null}}");
    }

    @ConformanceScenario(42)
    void fieldsThatTheServerWritesHaveNoManager(ScenarioClient client) {
        create(client, "services", "a", "{'metadata':{'name':'s'},'spec':{'selector':{'a':'b'},'ports':[{'port':80}]}}")
                .lacks(MANAGERS + "/0/fieldsV1/f:spec/f:clusterIP")
                .has(MANAGERS + "/0/fieldsV1/f:spec/f:internalTrafficPolicy")
                .is(MANAGERS + "/0/fieldsV1/f:spec/f:selector", "{}");
        create(client, "secrets", "a", "{'metadata':{'name':'s'},'stringData':{'k':'v'},'data':{'l':'dg=='}}");
        create(client, "pods", "a", ScenarioClient.podJson("p"));
        client.post(client.in("pods/p/binding?fieldManager=b"), "{'metadata':{'name':'p'},'target':{'name':'node'}}")
                .code(201);
        client.get(client.in("pods/p"))
                .is("/spec/nodeName", "node")
                .is(MANAGERS + "/0/manager", "a")
                .lacks(MANAGERS + "/1");
    }

    @ConformanceScenario({42, 46})
    void aDeletionHasNoManagerButTheRemovalOfAFinalizerHasOne(ScenarioClient client) {
        ScenarioResponse stored = create(
                client, "configmaps", "a", "{'metadata':{'name':'m','finalizers':['example.com/a','example.com/b']}}");
        var watch = client.watch(client.in("configmaps?resourceVersion=" + stored.version()));
        client.delete(client.in("configmaps/m?fieldManager=b")).code(200).lacks(MANAGERS + "/1");
        merge(client, "configmaps/m", "c", "{'metadata':{'finalizers':['example.com/b']}}");
        merge(client, "configmaps/m", "d", "{'metadata':{'finalizers':null}}");
        watch.receives("MODIFIED m", "MODIFIED m", "DELETED m");
    }

    @ConformanceScenario({42, 43})
    void aDryRunReturnsManagersAndStoresNone(ScenarioClient client) {
        create(client, "configmaps", "a", "{'metadata':{'name':'m'},'data':{'one':'1'}}");
        client.merge(client.in("configmaps/m?fieldManager=b&dryRun=All"), "{'data':{'two':'2'}}")
                .code(200)
                .is(MANAGERS + "/1/manager", "b");
        client.get(client.in("configmaps/m")).lacks(MANAGERS + "/1");
        client.post(client.in("configmaps?fieldManager=b&dryRun=All"), "{'metadata':{'name':'n'},'data':{'k':'v'}}")
                .code(201)
                .is(MANAGERS + "/0/manager", "b");
    }

    @ConformanceScenario({42, 51})
    void managersAreInEachFormOfAnObject(ScenarioClient client) {
        String table = "application/json;as=Table;v=v1;g=meta.k8s.io";
        String metadata = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
        create(client, "configmaps", "a", "{'metadata':{'name':'m'},'data':{'one':'1'}}");
        client.get(client.in("configmaps/m"), table).has("/rows/0/object" + MANAGERS + "/0");
        client.get(client.in("configmaps/m"), metadata).has(MANAGERS + "/0");
        client.get(client.in("configmaps")).has("/items/0" + MANAGERS + "/0");
        client.watch(client.in("configmaps")).next().is("/metadata/managedFields/0/manager", "a");
    }

    @ConformanceScenario({32, 42})
    void aPutThatCreatesHasAManager(ScenarioClient client) {
        String lease = "{'metadata':{'name':'l'},'spec':{'holderIdentity':'me','leaseDurationSeconds':9}}";
        String path = client.in("coordination.k8s.io/v1", "leases/l");
        ScenarioResponse made =
                client.put(path + "?fieldManager=a", lease).code(201).is(MANAGERS + "/0/manager", "a");
        client.put(path + "?fieldManager=b", made.with("/spec/holderIdentity", "'you'"))
                .code(200)
                .is(MANAGERS + "/1/fieldsV1", FieldsJson.of("{'f:spec':{'f:holderIdentity':{}}}"));
    }

    @ConformanceScenario({42, 49})
    void aNamespaceHasManagersForItsLabelAndItsFinalizers(ScenarioClient client) {
        String name = client.clusterScopedName("/api/v1/namespaces", "spare");
        ScenarioResponse made = client.post("/api/v1/namespaces?fieldManager=a", "{'metadata':{'name':'" + name + "'}}")
                .code(201)
                .has(MANAGERS + "/0/fieldsV1/f:metadata/f:labels");
        client.put(
                        "/api/v1/namespaces/" + name + "/finalize?fieldManager=b",
                        made.with("/spec", "{'finalizers':['kubernetes','example.com/a']}"))
                .code(200);
        client.merge("/api/v1/namespaces/" + name + "?fieldManager=c", "{'metadata':{'annotations':{'k':'v'}}}")
                .code(200);
    }
}
