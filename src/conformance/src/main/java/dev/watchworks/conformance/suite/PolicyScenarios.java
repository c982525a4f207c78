package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.EXCLUSIVE;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Quotas, limits, disruption budgets and priorities: stored, defaulted, printed and watched. */
final class PolicyScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String POLICY = "policy/v1";
    private static final String PRIORITIES = "/apis/scheduling.k8s.io/v1/priorityclasses";

    @ConformanceScenario(
            value = {3, 27, 40, 51},
            on = EXCLUSIVE)
    void aResourceQuotaIsStoredAndWatched(ScenarioClient client) {
        String from = client.get(client.in("resourcequotas")).version();
        ScenarioWatch watch = client.watch(client.in("resourcequotas?resourceVersion=" + from));
        client.post(
                        client.in("resourcequotas"),
                        "{'metadata':{'name':'a'},'spec':{'hard':{'persistentvolumeclaims':'5','requests.storage':'1Gi'}}}")
                .code(201)
                .is("/spec/hard/persistentvolumeclaims", "5");
        client.merge(
                        client.in("resourcequotas/a/status"),
                        "{'status':{'hard':{'persistentvolumeclaims':'5','limits.cpu':'2'},'used':{'persistentvolumeclaims':'1'}}}")
                .code(200);
        client.get(client.in("resourcequotas"), TABLE)
                .is("/rows/0/cells/1", "persistentvolumeclaims: 1/5")
                .is("/rows/0/cells/2", "limits.cpu: 0/2");

        watch.receives("ADDED a", "MODIFIED a");
    }

    @ConformanceScenario(35)
    void aQuotaLimitsOnlyKnownResources(ScenarioClient client) {
        quota(client, "'hard':{'pods':'1.5'}").is("/details/causes/0/field", "spec.hard[pods]");
        quota(client, "'hard':{'pods':'-1'}").is("/details/causes/0/field", "spec.hard[pods]");
        quota(client, "'hard':{'foo':'1'}").is("/details/causes/0/field", "spec.hard[foo]");
        quota(client, "'hard':{'a b':'1'}").is("/details/causes/0/field", "spec.hard[a b]");
        quota(client, "'hard':{'pods':'1'},'scopes':['Odd']").is("/details/causes/0/field", "spec.scopes");
        quota(client, "'hard':{'pods':'1'},'scopes':['BestEffort','NotBestEffort']")
                .is("/details/causes/0/field", "spec.scopes");
    }

    private static ScenarioResponse quota(ScenarioClient client, String spec) {
        return client.post(client.in("resourcequotas"), "{'metadata':{'name':'a'},'spec':{" + spec + "}}")
                .code(422);
    }

    @ConformanceScenario({3, 27, 35, 51})
    void aLimitRangeIsStoredWithItsDefaultsAndWatched(ScenarioClient client) {
        String from = client.get(client.in("limitranges")).version();
        ScenarioWatch watch = client.watch(client.in("limitranges?resourceVersion=" + from));
        limits(client, "{'type':'Container','max':{'cpu':'2'},'min':{'memory':'1Mi'}}")
                .code(201)
                .is("/spec/limits/0/default/cpu", "2")
                .is("/spec/limits/0/defaultRequest/memory", "1Mi");
        client.get(client.in("limitranges"), TABLE).is("/rows/0/cells/0", "a");

        watch.next("ADDED", "a");
        limits(client, "{'type':'Container','max':{'cpu':'1'},'min':{'cpu':'2'}}")
                .code(422);
        limits(client, "{'type':'Pod','default':{'cpu':'1'}},{'type':'Pod'},{}").code(422);
        limits(client, "{'type':'PersistentVolumeClaim','max':{'cpu':'1'}}").code(422);
        limits(client, "{'type':'Odd'}").code(422);
    }

    private static ScenarioResponse limits(ScenarioClient client, String items) {
        return client.post(client.in("limitranges"), "{'metadata':{'name':'a'},'spec':{'limits':[" + items + "]}}");
    }

    @ConformanceScenario({3, 27, 32, 41, 51})
    void aDisruptionBudgetIsStoredAndWatched(ScenarioClient client) {
        String from = client.get(client.in(POLICY, "poddisruptionbudgets")).version();
        ScenarioWatch watch = client.watch(client.in(POLICY, "poddisruptionbudgets?resourceVersion=" + from));
        budget(client, "'maxUnavailable':'50%','selector':{'matchLabels':{'app':'no-such-app'}}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/status/disruptionsAllowed", 0);
        client.get(client.in(POLICY, "poddisruptionbudgets"), TABLE)
                .is("/rows/0/cells/1", "N/A")
                .is("/rows/0/cells/2", "50%");

        watch.next("ADDED", "a");
        client.put(client.in(POLICY, "poddisruptionbudgets/a"), "{'metadata':{'name':'a'},'spec':{'minAvailable':1}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.resourceVersion");
        client.merge(client.in(POLICY, "poddisruptionbudgets/a"), "{'spec':{'maxUnavailable':2}}")
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(35)
    void aDisruptionBudgetHasOneBound(ScenarioClient client) {
        budget(client, "'minAvailable':1,'maxUnavailable':1").code(422);
        budget(client, "'maxUnavailable':-1").code(422);
        budget(client, "'minAvailable':'101%'").code(422);
        budget(client, "'minAvailable':'x%','unhealthyPodEvictionPolicy':'Odd'").code(422);
    }

    private static ScenarioResponse budget(ScenarioClient client, String spec) {
        return client.post(
                client.in(POLICY, "poddisruptionbudgets"), "{'metadata':{'name':'a'},'spec':{" + spec + "}}");
    }

    @ConformanceScenario({27, 35, 41, 51})
    void aPriorityClassGivesPodsTheirPriority(ScenarioClient client) {
        String name = client.clusterScopedName(PRIORITIES, "priority");
        client.post(PRIORITIES, "{'metadata':{'name':'" + name + "'},'value':7,'preemptionPolicy':'Never'}")
                .code(201)
                .is("/metadata/generation", 1);
        client.get(PRIORITIES + "/" + name, TABLE).is("/rows/0/cells/1", 7);
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'priorityClassName':'" + name + "',"))
                .code(201)
                .is("/spec/priority", 7)
                .is("/spec/preemptionPolicy", "Never");
        client.post(
                        client.in("pods"),
                        ScenarioClient.podJson("b").replace("'spec':{", "'spec':{'priorityClassName':'none',"))
                .code(403);
        client.merge(PRIORITIES + "/" + name, "{'value':8,'preemptionPolicy':'PreemptLowerPriority'}")
                .code(422)
                .is("/details/causes/0/field", "value");
        client.merge(PRIORITIES + "/" + name, "{'description':'other'}")
                .code(200)
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(35)
    void systemPriorityClassesAreReserved(ScenarioClient client) {
        client.get(PRIORITIES + "/system-node-critical").is("/value", 2_000_001_000);
        client.get(PRIORITIES + "/system-cluster-critical").is("/value", 2_000_000_000);
        client.post(PRIORITIES, "{'metadata':{'name':'system-x'},'value':5}").code(422);
        client.post(PRIORITIES, "{'metadata':{'name':'a'},'value':1000000001,'preemptionPolicy':'Odd'}")
                .code(422)
                .is("/details/causes/0/field", "value");
    }

    @ConformanceScenario(35)
    void aPriorityClassOfTheSystemIsDeletedInADryRun(ScenarioClient client) {
        client.delete(PRIORITIES + "/system-node-critical?dryRun=All").has("/kind");
        client.get(PRIORITIES + "/system-node-critical").is("/value", 2_000_001_000);
    }

    @ConformanceScenario({27, 43})
    void aPodIsCreatedWhereALimitRangeIs(ScenarioClient client) {
        client.post(
                        client.in("limitranges"),
                        "{'metadata':{'name':'a'},'spec':{'limits':[{'type':'Container','default':{'cpu':'1'}}]}}")
                .code(201);
        client.post(client.in("pods?dryRun=All"), ScenarioClient.podJson("a")).code(201);
    }
}
