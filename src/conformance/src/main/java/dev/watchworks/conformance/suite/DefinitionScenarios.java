package dev.watchworks.conformance.suite;

import static dev.watchworks.conformance.suite.CustomKind.DEFINITIONS;
import static dev.watchworks.conformance.suite.CustomKind.V1;

import dev.watchworks.conformance.scenario.ConformanceScenario;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioWatch;

/** Definitions of custom resources: how they are checked, accepted, established, changed and deleted. */
final class DefinitionScenarios {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    @ConformanceScenario({27, 60})
    void aDefinitionIsAcceptedAndEstablished(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String from = client.get(DEFINITIONS + "?fieldSelector=metadata.name=" + widgets.name())
                .version();
        ScenarioWatch watch = client.watch(
                DEFINITIONS + "?fieldSelector=metadata.name=" + widgets.name() + "&resourceVersion=" + from);
        client.post(DEFINITIONS, widgets.definition(V1))
                .code(201)
                .is("/spec/names/listKind", "WidgetList")
                .is("/spec/conversion/strategy", "None")
                .is("/status/storedVersions/0", "v1");

        watch.receives("ADDED " + widgets.name(), "MODIFIED " + widgets.name(), "MODIFIED " + widgets.name());
        client.get(widgets.path()).is("/status/acceptedNames/kind", "Widget").is("/metadata/generation", 1);
    }

    @ConformanceScenario({35, 60})
    void theNameOfADefinitionIsThatOfItsResource(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        client.post(DEFINITIONS, widgets.definition(V1).replace("'plural':'widgets'", "'plural':'others'"))
                .code(422)
                .is("/details/causes/0/field", "metadata.name");
    }

    @ConformanceScenario({35, 60})
    void aDefinitionNeedsGroupScopeNamesAndVersions(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String name = "'metadata':{'name':'" + widgets.name() + "'}";
        client.post(DEFINITIONS, "{" + name + ",'spec':{}}").code(422);
        client.post(
                        DEFINITIONS,
                        "{" + name
                                + ",'spec':{'group':'nodot','scope':'Odd','names':{'plural':'Widgets','singular':'w_',"
                                + "'kind':'w w','listKind':'w w','shortNames':['S'],'categories':['a b']},'versions':[]}}")
                .code(422);
        client.post(DEFINITIONS, widgets.definition("'scope':'Cluster'", "'kind':'Widget'", ""))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void exactlyOneVersionIsStored(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String unstored = V1.replace("'storage':true", "'storage':false");
        client.post(DEFINITIONS, widgets.definition(unstored)).code(422);
        client.post(DEFINITIONS, widgets.definition(V1 + "," + CustomKind.version("v2", "")))
                .code(422);
        client.post(DEFINITIONS, widgets.definition(V1 + "," + unstored)).code(422);
        client.post(DEFINITIONS, widgets.definition(V1.replace("'name':'v1'", "'name':'V_1'")))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void eachVersionNeedsASchema(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        client.post(DEFINITIONS, widgets.definition("{'name':'v1','served':true,'storage':true}"))
                .code(422);
        client.post(DEFINITIONS, widgets.definition(V1 + ",{'name':'v2','served':true,'storage':false}"))
                .code(422)
                .is("/details/causes/0/field", "spec.versions[1].schema.openAPIV3Schema");
        client.post(
                        DEFINITIONS,
                        widgets.definition("'scope':'Namespaced','preserveUnknownFields':true", "'kind':'Widget'", V1))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void theGroupsOfKubernetesNeedAnApproval(ScenarioClient client) {
        String group = "conformance-" + client.namespace() + ".k8s.io";
        String name = "widgets." + group;
        String definition = CustomKind.of(client)
                .definition(V1)
                .replaceFirst("'metadata':\\{'name':'[^']*'", "'metadata':{'name':'" + name + "'")
                .replaceFirst("'group':'[^']*'", "'group':'" + group + "'");
        client.post(DEFINITIONS, definition).code(422);
        client.post(
                        DEFINITIONS,
                        definition.replace(
                                "'metadata':{", "'metadata':{'annotations':{'api-approved.kubernetes.io':'yes'},"))
                .code(422);
        client.post(
                        DEFINITIONS + "?dryRun=All",
                        definition.replace(
                                "'metadata':{",
                                "'metadata':{'annotations':{'api-approved.kubernetes.io':'unapproved, a test'},"))
                .code(201);
    }

    @ConformanceScenario({35, 60})
    void printerColumnsHaveATypeAndAPath(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String columns = ",'additionalPrinterColumns':[{'name':'','type':'','jsonPath':''},"
                + "{'name':'A','type':'odd','format':'odd','jsonPath':'spec.size'}]";
        client.post(DEFINITIONS, widgets.definition(CustomKind.version("v1", columns)))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void subresourcesHavePathsBelowSpecAndStatus(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String wrong = ",'subresources':{'scale':{'specReplicasPath':'.status.replicas','statusReplicasPath':'status',"
                + "'labelSelectorPath':'.metadata.labels'}}";
        client.post(DEFINITIONS, widgets.definition(CustomKind.version("v1", wrong)))
                .code(422);
        String empty = ",'subresources':{'scale':{'specReplicasPath':'','statusReplicasPath':''}}";
        client.post(DEFINITIONS, widgets.definition(CustomKind.version("v1", empty)))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void selectableFieldsAreTextsNumbersOrBooleansOfTheSchema(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String wrong = ",'selectableFields':[{'jsonPath':''},{'jsonPath':'.spec.none'},{'jsonPath':'.spec.tags'},"
                + "{'jsonPath':'.metadata.name'},{'jsonPath':'.spec.size'},{'jsonPath':'.spec.size'}]";
        client.post(DEFINITIONS, widgets.definition(CustomKind.version("v1", wrong)))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void aWarningIsForDeprecatedVersions(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        client.post(DEFINITIONS, widgets.definition(CustomKind.version("v1", ",'deprecationWarning':'old'")))
                .code(422);
        client.post(
                        DEFINITIONS,
                        widgets.definition(CustomKind.version("v1", ",'deprecated':true,'deprecationWarning':''")))
                .code(422);
    }

    @ConformanceScenario({39, 60})
    void aFormatThatIsNotCheckedGetsAWarning(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String odd = V1.replace("'type':'string','default':'red'", "'type':'string','format':'hue','default':'red'");
        client.post(DEFINITIONS, widgets.definition(odd))
                .code(201)
                .header("Warning", "299 - \"unrecognized format \\\"hue\\\"\"");
        widgets.awaitCondition("Established", "True");
        widgets.change("{'metadata':{'labels':{'a':'b'}}}").code(200).withoutHeader("Warning");
    }

    @ConformanceScenario({35, 60})
    void aWebhookForConversionsNeedsAnAddressAndVersions(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        String scope = "'scope':'Namespaced','conversion':";
        client.post(DEFINITIONS, widgets.definition(scope + "{'strategy':'Webhook'}", "'kind':'Widget'", V1))
                .code(422);
        client.post(DEFINITIONS, widgets.definition(scope + "{'strategy':'Odd'}", "'kind':'Widget'", V1))
                .code(422);
        client.post(
                        DEFINITIONS,
                        widgets.definition(
                                scope + "{'strategy':'None','webhook':{'clientConfig':{'url':'https://x'},"
                                        + "'conversionReviewVersions':['v1']}}",
                                "'kind':'Widget'",
                                V1))
                .code(422);
        client.post(
                        DEFINITIONS,
                        widgets.definition(
                                scope + "{'strategy':'Webhook','webhook':{'clientConfig':{},"
                                        + "'conversionReviewVersions':['v7','v7']}}",
                                "'kind':'Widget'",
                                V1))
                .code(422);
    }

    @ConformanceScenario({35, 60})
    void groupScopeAndKindOfAnEstablishedDefinitionDoNotChange(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.change("{'spec':{'group':'other.test','scope':'Cluster','names':{'kind':'Other','plural':'others'}}}")
                .code(422);
        widgets.change("{'spec':{'names':{'singular':'thing','shortNames':['wi']}}}")
                .code(200)
                .is("/metadata/generation", 2);
        client.await(
                widgets.path(),
                found -> found.text("/status/acceptedNames/singular").equals("thing"));
        client.get(widgets.path()).is("/status/acceptedNames/shortNames/0", "wi");
    }

    @ConformanceScenario({32, 60})
    void aDefinitionIsReplacedWithItsVersion(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.put(widgets.path(), widgets.definition(V1))
                .code(422)
                .is("/details/causes/0/field", "metadata.resourceVersion");
        String stored = client.get(widgets.path()).with("/spec/names/categories", "[\"all\"]");
        client.put(widgets.path(), stored).code(200).is("/spec/names/categories/0", "all");
    }

    @ConformanceScenario({40, 60})
    void theStatusOfADefinitionHasItsOwnPath(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.change("{'status':{'storedVersions':['v1','v2']}}").code(200).is("/status/storedVersions/0", "v1");
        client.merge(widgets.path() + "/status", "{'spec':{'scope':'Cluster'},'status':{'storedVersions':['v1']}}")
                .code(200)
                .is("/spec/scope", "Namespaced");
        client.get(widgets.path() + "/status").code(200).is("/kind", "CustomResourceDefinition");
    }

    @ConformanceScenario({60, 61})
    void storedVersionsGrowWithTheStorageVersion(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        String v2 = CustomKind.version("v2", "");
        String old = V1.replace("'storage':true", "'storage':false");
        widgets.change("{'spec':{'versions':[" + old + "," + v2 + "]}}")
                .code(200)
                .is("/status/storedVersions", "[\"v1\",\"v2\"]");
        widgets.change("{'spec':{'versions':[" + v2 + "]}}")
                .code(422)
                .is("/details/causes/0/field", "status.storedVersions[0]");
        client.merge(widgets.path() + "/status", "{'status':{'storedVersions':['v2']}}")
                .code(200);
        widgets.change("{'spec':{'versions':[" + v2 + "]}}").code(200).is("/status/storedVersions", "[\"v2\"]");
    }

    @ConformanceScenario(60)
    void aNameThatIsTakenIsNotAccepted(ScenarioClient client) {
        CustomKind.of(client).establish(V1);
        CustomKind gadgets = CustomKind.of(client, "gadgets");
        client.post(
                        DEFINITIONS,
                        gadgets.definition(
                                "'scope':'Namespaced'",
                                "'kind':'Widget','singular':'widget','shortNames':['widgets']",
                                V1))
                .code(201);
        gadgets.awaitCondition("NamesAccepted", "False");
        client.get(gadgets.path()).is("/status/conditions/1/reason", "NotAccepted");
        client.get(gadgets.objects()).code(404);
        gadgets.change(
                        "{'spec':{'names':{'kind':'Gadget','listKind':'GadgetList','singular':'gadget','shortNames':['ga']}}}")
                .code(200);
        gadgets.awaitCondition("Established", "True");
        client.get(gadgets.path()).is("/status/acceptedNames/kind", "Gadget");
    }

    @ConformanceScenario(60)
    void aDeletedDefinitionFreesItsNames(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        CustomKind gadgets = CustomKind.of(client, "gadgets");
        client.post(DEFINITIONS, gadgets.definition("'scope':'Namespaced'", "'kind':'Widget','singular':'gadget'", V1))
                .code(201);
        gadgets.awaitCondition("NamesAccepted", "False");
        client.delete(widgets.path()).code(200);
        gadgets.awaitCondition("Established", "True");
        client.get(gadgets.path()).is("/status/acceptedNames/kind", "Widget");
    }

    @ConformanceScenario({45, 46, 60})
    void aDeletedDefinitionTakesItsObjectsWithIt(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        widgets.post("a", "").code(201);
        String from = client.get(DEFINITIONS + "?fieldSelector=metadata.name=" + widgets.name())
                .version();
        ScenarioWatch objects = client.watch(widgets.objects() + "?resourceVersion="
                + client.get(widgets.objects()).version());
        ScenarioWatch definitions = client.watch(
                DEFINITIONS + "?fieldSelector=metadata.name=" + widgets.name() + "&resourceVersion=" + from);
        client.delete(widgets.path())
                .code(200)
                .is("/metadata/finalizers/0", "customresourcecleanup.apiextensions.k8s.io")
                .is("/status/conditions/2/type", "Terminating");
        objects.receives("DELETED a");
        definitions.receives("MODIFIED " + widgets.name(), "MODIFIED " + widgets.name(), "DELETED " + widgets.name());
        client.get(widgets.path()).code(404);
        client.get(widgets.objects()).code(404);
    }

    @ConformanceScenario({46, 60})
    void nothingIsCreatedWhileADefinitionIsDeleted(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.post(
                        widgets.objects(),
                        widgets.widget("a", "")
                                .replace("'name':'a'", "'name':'a','finalizers':['conformance.test/keep']"))
                .code(201);
        client.delete(widgets.path()).code(200);
        client.await(
                widgets.object("a"),
                found -> !found.text("/metadata/deletionTimestamp").isEmpty());
        widgets.post("b", "").code(403);
        client.apply(widgets.object("c"), "me", widgets.widget("c", "")).code(403);
        client.merge(widgets.object("a"), "{'spec':{'size':1}}").code(200);
        widgets.hideHash();
        client.get("/apis/" + widgets.group() + "/v1").code(200);
        client.merge(widgets.object("a"), "{'metadata':{'finalizers':null}}").code(200);
        client.await(widgets.path(), found -> found.body().contains("NotFound"));
    }

    @ConformanceScenario({51, 60})
    void definitionsAreShownWithTheirAge(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.get(widgets.path(), TABLE).is("/rows/0/cells/0", widgets.name());
    }

    @ConformanceScenario({37, 60})
    void aDefinitionTakesStrategicPatches(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client).establish(V1);
        client.patch(
                        widgets.path(),
                        ScenarioClient.STRATEGIC,
                        "{'metadata':{'labels':{'a':'b'}},'spec':{'names':{'categories':['all']}}}")
                .code(200)
                .is("/metadata/generation", 2);
    }

    @ConformanceScenario({38, 60})
    void aDefinitionIsApplied(ScenarioClient client) {
        CustomKind widgets = CustomKind.of(client);
        client.apply(widgets.path(), "me", widgets.definition(V1)).code(201);
        widgets.awaitCondition("Established", "True");
        client.apply(widgets.path(), "me", widgets.definition(V1)).code(200).is("/metadata/generation", 1);
        client.apply(
                        widgets.path(),
                        "other",
                        widgets.definition(V1).replace("'singular':'widget'", "'singular':'thing'"))
                .code(409);
    }
}
