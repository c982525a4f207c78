package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** Server-side apply of lists and maps: by the keys or values of their items, or as a whole. */
final class ApplyListScenarios {
    private static final String CONTAINERS = "/spec/template/spec/containers";

    private static ScenarioResponse apply(ScenarioClient client, String manager, String containers) {
        return client.apply(client.in("apps/v1", "deployments/d"), manager, """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'replicas':0,'paused':true,
                'selector':{'matchLabels':{'app':'d'}},'template':{'metadata':{'labels':{'app':'d'}},
                'spec':{'containers':[%s]}}}}""".formatted(containers));
    }

    private static ScenarioResponse part(ScenarioClient client, String manager, String podSpec) {
        return client.apply(client.in("apps/v1", "deployments/d"), manager, """
                {'apiVersion':'apps/v1','kind':'Deployment','metadata':{'name':'d'},'spec':{'template':{'spec':{%s}}}}""".formatted(podSpec));
    }

    @ConformanceScenario(38)
    void itemsAreMergedByTheirKeys(ScenarioClient client) {
        apply(client, "a", "{'name':'web','image':'nginx:1','env':[{'name':'A','value':'1'}]}")
                .code(201);
        part(
                        client,
                        "b",
                        "'containers':[{'name':'web','env':[{'name':'B','value':'2'}]},{'name':'side','image':'side'}]")
                .code(200)
                .is(CONTAINERS + "/0/image", "nginx:1")
                .is(CONTAINERS + "/0/env/1/name", "B")
                .is(CONTAINERS + "/1/name", "side");
        apply(client, "a", "{'name':'web','image':'nginx:2'}")
                .code(200)
                .is(CONTAINERS + "/0/env/0/name", "B")
                .lacks(CONTAINERS + "/0/env/1");
    }

    @ConformanceScenario(38)
    void anItemThatIsLeftOutIsRemoved(ScenarioClient client) {
        apply(client, "a", "{'name':'web','image':'nginx:1'},{'name':'side','image':'side'}")
                .code(201);
        apply(client, "a", "{'name':'web','image':'nginx:1'}").code(200).lacks(CONTAINERS + "/1");
        part(client, "b", "'containers':[{'name':'web','workingDir':'/b'}]").code(200);
        apply(client, "a", "{'name':'other','image':'nginx:1'}").code(422);
        apply(client, "a", "{'name':'other','image':'other'},{'name':'web','image':'nginx:1'}")
                .code(200)
                .is(CONTAINERS + "/0/name", "other");
    }

    @ConformanceScenario(38)
    void itemsAreInTheOrderOfTheConfiguration(ScenarioClient client) {
        apply(client, "a", env("A", "B", "C", "D")).code(201);
        part(client, "b", "'containers':[" + env("X", "B", "Y") + "]").code(200);
        part(client, "c", "'containers':[" + env("D", "Z", "A") + "]").code(200);
        part(client, "c", "'containers':[" + env("Z", "Q", "D", "A", "X") + "]").code(200);
        apply(client, "a", env("D", "C", "B")).code(200);
    }

    private static String env(String... names) {
        StringBuilder env = new StringBuilder();
        for (String name : names) {
            env.append(env.isEmpty() ? "" : ",").append("{'name':'" + name + "','value':'1'}");
        }
        return "{'name':'web','image':'nginx:1','env':[" + env + "]}";
    }

    @ConformanceScenario(38)
    void aKeyThatIsLeftOutHasItsDefault(ScenarioClient client) {
        apply(
                        client,
                        "a",
                        "{'name':'web','image':'nginx:1','ports':[{'containerPort':80},"
                                + "{'containerPort':80,'protocol':'UDP'}]}")
                .code(201)
                .is(CONTAINERS + "/0/ports/0/protocol", "TCP");
        part(client, "b", "'containers':[{'name':'web','ports':[{'containerPort':80,'protocol':'TCP','name':'http'}]}]")
                .code(200)
                .is(CONTAINERS + "/0/ports/0/name", "http")
                .lacks(CONTAINERS + "/0/ports/2");
        apply(client, "a", "{'name':'web','image':'nginx:1','ports':[{'containerPort':80,'protocol':'UDP'}]}")
                .code(200)
                .is(CONTAINERS + "/0/ports/0/name", "http");
    }

    @ConformanceScenario(38)
    void anItemMayHaveSeveralKeys(ScenarioClient client) {
        String service = "{'apiVersion':'v1','kind':'Service','metadata':{'name':'s'},'spec':{%s}}";
        client.apply(client.in("services/s"), "a", service.formatted("""
                        'selector':{'app':'web'},'ports':[{'name':'dns','port':53,'protocol':'UDP'},
                        {'name':'dns-tcp','port':53,'protocol':'TCP'}]""")).code(201);
        client.apply(client.in("services/s"), "b", service.formatted("""
                        'ports':[{'port':53,'protocol':'TCP','targetPort':5353},{'name':'web','port':80}]"""))
                .code(200)
                .is("/spec/ports/2/name", "web");
        client.apply(client.in("services/s"), "a", service.formatted("""
                        'selector':{'app':'web'},'ports':[{'name':'dns','port':53,'protocol':'UDP'}]""")).code(422);
    }

    @ConformanceScenario(38)
    void aSetIsMergedByItsValues(ScenarioClient client) {
        finalizers(client, "a", "'example.com/a','example.com/shared'").code(201);
        finalizers(client, "b", "'example.com/b','example.com/shared'")
                .code(200)
                .has("/metadata/finalizers/2");
        finalizers(client, "a", "").code(200).lacks("/metadata/finalizers/2");
        finalizers(client, "b", "'example.com/b'").code(200).lacks("/metadata/finalizers/1");
        finalizers(client, "b", "").code(200).lacks("/metadata/finalizers");
    }

    private static ScenarioResponse finalizers(ScenarioClient client, String manager, String finalizers) {
        return client.apply(client.in("configmaps/m"), manager, """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','finalizers':[%s]}}""".formatted(finalizers));
    }

    @ConformanceScenario(38)
    void anAtomicListHasOneManager(ScenarioClient client) {
        apply(client, "a", "{'name':'web','image':'nginx:1','args':['one','two']}")
                .code(201);
        part(client, "b", "'containers':[{'name':'web','args':['one','two']}]").code(200);
        part(client, "b", "'containers':[{'name':'web','args':['one']}]").code(409);
        part(client, "b&force=true", "'containers':[{'name':'web','args':['three']}]")
                .code(200)
                .is(CONTAINERS + "/0/args/0", "three")
                .lacks(CONTAINERS + "/0/args/1");
        apply(client, "a", "{'name':'web','image':'nginx:1'}").code(200).is(CONTAINERS + "/0/args/0", "three");
        part(client, "b", "'containers':[{'name':'web'}]").code(200).lacks(CONTAINERS + "/0/args");
    }

    @ConformanceScenario(38)
    void anAtomicMapHasOneManager(ScenarioClient client) {
        String service = "{'apiVersion':'v1','kind':'Service','metadata':{'name':'s'},'spec':{'selector':{%s}%s}}";
        client.apply(client.in("services/s"), "a", service.formatted("'app':'web'", ",'ports':[{'port':80}]"))
                .code(201);
        client.apply(client.in("services/s"), "b", service.formatted("'app':'web','tier':'front'", ""))
                .code(409);
        client.apply(client.in("services/s"), "b&force=true", service.formatted("'tier':'front'", ""))
                .code(200)
                .lacks("/spec/selector/app");
        apply(client, "a", "{'name':'web','image':'nginx:1','resources':{'limits':{'cpu':'1'}}}")
                .code(201);
        part(
                        client,
                        "b",
                        "'nodeSelector':{'disk':'ssd'},'containers':[{'name':'web','resources':{'limits':{'memory':'1Gi'}}}]")
                .code(200)
                .is(CONTAINERS + "/0/resources/limits/cpu", "1");
    }

    @ConformanceScenario(38)
    void aListThatIsEmptiedStays(ScenarioClient client) {
        apply(client, "a", "{'name':'web','image':'nginx:1','env':[{'name':'A','value':'1'}]}")
                .code(201);
        apply(client, "a", "{'name':'web','image':'nginx:1','env':[]}")
                .code(200)
                .lacks(CONTAINERS + "/0/env");
        apply(client, "a", "{'name':'web','image':'nginx:1','env':null,'args':[],'command':null}")
                .code(200);
        client.get(client.in("apps/v1", "deployments/d"));
    }

    @ConformanceScenario(38)
    void ownersAreMergedByTheirUid(ScenarioClient client) {
        ScenarioResponse owner = client.configMap("owner");
        ScenarioResponse other = client.configMap("other");
        owners(client, "a", owner).code(201);
        owners(client, "b", other).code(200).has("/metadata/ownerReferences/1");
        client.apply(client.in("configmaps/m"), "a", "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m'}}")
                .code(200)
                .is("/metadata/ownerReferences/0/name", "other");
    }

    private static ScenarioResponse owners(ScenarioClient client, String manager, ScenarioResponse owner) {
        return client.apply(client.in("configmaps/m"), manager, """
                {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'m','ownerReferences':[{'apiVersion':'v1',
                'kind':'ConfigMap','name':'%s','uid':'%s'}]}}""".formatted(
                        owner.text("/metadata/name"), owner.text("/metadata/uid")));
    }

    @ConformanceScenario(38)
    void itemsWithTheSameKeyAreReplacedByOne(ScenarioClient client) {
        client.post(client.in("serviceaccounts?fieldManager=u"), """
                        {'metadata':{'name':'s'},'secrets':[{'name':'a','kind':'1'},{'name':'b'},{'name':'a','kind':'2'}]}""").code(201);
        secrets(client, "a", "{'name':'c'}").code(200).is("/secrets/2/name", "a");
        secrets(client, "a", "{'name':'a','kind':'3'}").code(409);
        secrets(client, "a&force=true", "{'name':'a','kind':'3'}").code(200).lacks("/secrets/2");
        secrets(client, "a", "").code(200);
    }

    private static ScenarioResponse secrets(ScenarioClient client, String manager, String secrets) {
        return client.apply(client.in("serviceaccounts/s"), manager, """
                {'apiVersion':'v1','kind':'ServiceAccount','metadata':{'name':'s'},'secrets':[%s]}""".formatted(secrets));
    }
}
