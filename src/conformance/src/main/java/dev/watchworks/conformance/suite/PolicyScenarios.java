package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.scenario.ConformanceScenario.RequiredCluster.ALONE;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Quotas, limits, disruption budgets and priorities: stored, completed, printed and watched. */
final class PolicyScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String POLICY = "policy/v1";
    private static final String PRIORITIES = "/apis/scheduling.k8s.io/v1/priorityclasses";

    @ConformanceScenario(
            value = {3, 27, 40, 51},
            on = ALONE)
    void aResourceQuotaIsStoredAndWatched(ScenarioClient stage) {
        String from = stage.get(stage.in("resourcequotas")).version();
        ScenarioWatch watch = stage.watch(stage.in("resourcequotas?resourceVersion=" + from));
        stage.post(
                        stage.in("resourcequotas"),
                        "{'metadata':{'name':'a'},'spec':{'hard':{'persistentvolumeclaims':'5','requests.storage':'1Gi'}}}")
                .code(201)
                .is("/spec/hard/persistentvolumeclaims", "5");
        stage.merge(
                        stage.in("resourcequotas/a/status"),
                        "{'status':{'hard':{'persistentvolumeclaims':'5','limits.cpu':'2'},'used':{'persistentvolumeclaims':'1'}}}")
                .code(200);
        stage.get(stage.in("resourcequotas"), TABLE)
                .is("/rows/0/cells/1", "persistentvolumeclaims: 1/5")
                .is("/rows/0/cells/2", "limits.cpu: 0/2");

        watch.tells("ADDED a", "MODIFIED a");
    }

    @ConformanceScenario(35)
    void aQuotaIsOfWhatCanBeCounted(ScenarioClient stage) {
        quota(stage, "'hard':{'pods':'1.5'}").is("/details/causes/0/field", "spec.hard[pods]");
        quota(stage, "'hard':{'pods':'-1'}").is("/details/causes/0/field", "spec.hard[pods]");
        quota(stage, "'hard':{'foo':'1'}").is("/details/causes/0/field", "spec.hard[foo]");
        quota(stage, "'hard':{'a b':'1'}").is("/details/causes/0/field", "spec.hard[a b]");
        quota(stage, "'hard':{'pods':'1'},'scopes':['Odd']").is("/details/causes/0/field", "spec.scopes");
        quota(stage, "'hard':{'pods':'1'},'scopes':['BestEffort','NotBestEffort']")
                .is("/details/causes/0/field", "spec.scopes");
    }

    private static ScenarioResponse quota(ScenarioClient stage, String spec) {
        return stage.post(stage.in("resourcequotas"), "{'metadata':{'name':'a'},'spec':{" + spec + "}}")
                .code(422);
    }

    @ConformanceScenario({3, 27, 35, 51})
    void aLimitRangeIsStoredWithItsDefaultsAndWatched(ScenarioClient stage) {
        String from = stage.get(stage.in("limitranges")).version();
        ScenarioWatch watch = stage.watch(stage.in("limitranges?resourceVersion=" + from));
        limits(stage, "{'type':'Container','max':{'cpu':'2'},'min':{'memory':'1Mi'}}")
                .code(201)
                .is("/spec/limits/0/default/cpu", "2")
                .is("/spec/limits/0/defaultRequest/memory", "1Mi");
        stage.get(stage.in("limitranges"), TABLE).is("/rows/0/cells/0", "a");

        watch.next("ADDED", "a");
        limits(stage, "{'type':'Container','max':{'cpu':'1'},'min':{'cpu':'2'}}")
                .code(422);
        limits(stage, "{'type':'Pod','default':{'cpu':'1'}},{'type':'Pod'},{}").code(422);
        limits(stage, "{'type':'PersistentVolumeClaim','max':{'cpu':'1'}}").code(422);
        limits(stage, "{'type':'Odd'}").code(422);
    }

    private static ScenarioResponse limits(ScenarioClient stage, String items) {
        return stage.post(stage.in("limitranges"), "{'metadata':{'name':'a'},'spec':{'limits':[" + items + "]}}");
    }

    @ConformanceScenario({3, 27, 32, 41, 51})
    void aDisruptionBudgetIsStoredAndWatched(ScenarioClient stage) {
        String from = stage.get(stage.in(POLICY, "poddisruptionbudgets")).version();
        ScenarioWatch watch = stage.watch(stage.in(POLICY, "poddisruptionbudgets?resourceVersion=" + from));
        budget(stage, "'maxUnavailable':'50%','selector':{'matchLabels':{'app':'no-such-app'}}")
                .code(201)
                .is("/metadata/generation", 1)
                .is("/status/disruptionsAllowed", 0);
        stage.get(stage.in(POLICY, "poddisruptionbudgets"), TABLE)
                .is("/rows/0/cells/1", "N/A")
                .is("/rows/0/cells/2", "50%");

        watch.next("ADDED", "a");
        stage.put(stage.in(POLICY, "poddisruptionbudgets/a"), "{'metadata':{'name':'a'},'spec':{'minAvailable':1}}")
                .code(422)
                .is("/details/causes/0/field", "metadata.resourceVersion");
        stage.merge(stage.in(POLICY, "poddisruptionbudgets/a"), "{'spec':{'maxUnavailable':2}}")
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario(35)
    void aDisruptionBudgetHasOneBound(ScenarioClient stage) {
        budget(stage, "'minAvailable':1,'maxUnavailable':1").code(422);
        budget(stage, "'maxUnavailable':-1").code(422);
        budget(stage, "'minAvailable':'101%'").code(422);
        budget(stage, "'minAvailable':'x%','unhealthyPodEvictionPolicy':'Odd'").code(422);
    }

    private static ScenarioResponse budget(ScenarioClient stage, String spec) {
        return stage.post(stage.in(POLICY, "poddisruptionbudgets"), "{'metadata':{'name':'a'},'spec':{" + spec + "}}");
    }

    @ConformanceScenario({27, 35, 41, 51})
    void aPriorityClassGivesPodsTheirPriority(ScenarioClient stage) {
        String name = stage.clusterWide(PRIORITIES, "priority");
        stage.post(PRIORITIES, "{'metadata':{'name':'" + name + "'},'value':7,'preemptionPolicy':'Never'}")
                .code(201)
                .is("/metadata/generation", 1);
        stage.get(PRIORITIES + "/" + name, TABLE).is("/rows/0/cells/1", 7);
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("a").replace("'spec':{", "'spec':{'priorityClassName':'" + name + "',"))
                .code(201)
                .is("/spec/priority", 7)
                .is("/spec/preemptionPolicy", "Never");
        stage.post(
                        stage.in("pods"),
                        ScenarioClient.podJson("b").replace("'spec':{", "'spec':{'priorityClassName':'none',"))
                .code(403);
        stage.merge(PRIORITIES + "/" + name, "{'value':8,'preemptionPolicy':'PreemptLowerPriority'}")
                .code(422)
                .is("/details/causes/0/field", "value");
        stage.merge(PRIORITIES + "/" + name, "{'description':'other'}")
                .code(200)
                .is("/metadata/generation", 1);
    }

    @ConformanceScenario(35)
    void prioritiesOfTheSystemAreItsOwn(ScenarioClient stage) {
        stage.get(PRIORITIES + "/system-node-critical").is("/value", 2_000_001_000);
        stage.get(PRIORITIES + "/system-cluster-critical").is("/value", 2_000_000_000);
        stage.post(PRIORITIES, "{'metadata':{'name':'system-x'},'value':5}").code(422);
        stage.post(PRIORITIES, "{'metadata':{'name':'a'},'value':1000000001,'preemptionPolicy':'Odd'}")
                .code(422)
                .is("/details/causes/0/field", "value");
    }
}
