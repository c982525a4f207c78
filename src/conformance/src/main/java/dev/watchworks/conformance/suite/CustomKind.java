package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/**
 * A kind Widget with a definition, in an API group of the scenario's own.
 *
 * @param name the definition's name, which is also the group resource
 */
record CustomKind(ScenarioClient client, String name) {
    static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /** A schema with a spec of some fields and a status. */
    static final String SCHEMA = """
            {'type':'object','properties':{
            'spec':{'type':'object','properties':{'size':{'type':'integer'},'colour':{'type':'string','default':'red'},
            'replicas':{'type':'integer'},'tags':{'type':'array','items':{'type':'string'}},
            'free':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}},
            'status':{'type':'object','properties':{'ready':{'type':'boolean'},'replicas':{'type':'integer'},
            'selector':{'type':'string'}}}}}""";

    /** The version v1 with that schema, without subresources. */
    static final String V1 = version("v1", "");

    static CustomKind of(ScenarioClient client) {
        return of(client, "widgets");
    }

    static CustomKind of(ScenarioClient client, String plural) {
        return new CustomKind(client, client.clusterScopedName(DEFINITIONS, plural + ".conformance.test"));
    }

    /** A version that is served and stored; {@code more} are further fields, each with a comma before it. */
    static String version(String version, String more) {
        return "{'name':'" + version + "','served':true,'storage':true,'schema':{'openAPIV3Schema':" + SCHEMA + "}"
                + more + "}";
    }

    String plural() {
        return name.substring(0, name.indexOf('.'));
    }

    String group() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** The path of the definition. */
    String path() {
        return DEFINITIONS + "/" + name;
    }

    /** A namespaced definition. */
    String definition(String versions) {
        return definition("'scope':'Namespaced'", "'kind':'Widget','singular':'widget'", versions);
    }

    /** A definition; {@code spec} and {@code names} are fields of it. */
    String definition(String spec, String names, String versions) {
        return "{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':'" + name
                + "'},'spec':{'group':'" + group() + "'," + spec + ",'names':{'plural':'" + plural() + "'," + names
                + "},'versions':[" + versions + "]}}";
    }

    /** Creates the definition and waits until it is established. */
    CustomKind establish(String versions) {
        return create(definition(versions));
    }

    /** Creates a definition and waits until it is established. */
    CustomKind create(String definition) {
        client.post(DEFINITIONS, definition).code(201);
        awaitCondition("Established", "True");
        return awaitServed();
    }

    /** Waits until the objects can be listed; a real server needs some time after each change of the definition. */
    CustomKind awaitServed() {
        client.await(
                "/apis/" + group() + "/v1/" + plural(),
                found -> found.text("/kind").endsWith("List"));
        return this;
    }

    /** Replaces the hash of the kind in the transcript, because it depends on the group. */
    void hideHash() {
        client.placeholder(
                client.getUnrecorded("/apis/" + group() + "/v1", "application/json")
                        .text("/resources/0/storageVersionHash"),
                "{hash}");
    }

    /** Replaces fields of the definition by a merge patch. */
    ScenarioResponse change(String json) {
        return client.merge(path(), json);
    }

    CustomKind awaitCondition(String type, String status) {
        client.await(path(), found -> condition(found, type).equals(status));
        return this;
    }

    /** The status of a condition in a response, or the empty string. */
    static String condition(ScenarioResponse definition, String type) {
        for (int index = 0;
                !definition.text("/status/conditions/" + index + "/type").isEmpty();
                index++) {
            if (definition.text("/status/conditions/" + index + "/type").equals(type)) {
                return definition.text("/status/conditions/" + index + "/status");
            }
        }
        return "";
    }

    /** The path of the objects in the scenario's namespace, in version v1. */
    String objects() {
        return objects("v1");
    }

    String objects(String version) {
        return client.in(group() + "/" + version, plural());
    }

    String object(String object) {
        return objects() + "/" + object;
    }

    /** An object; {@code more} are further fields, each with a comma before it. */
    String widget(String object, String more) {
        return widget("v1", object, more);
    }

    String widget(String version, String object, String more) {
        return "{'apiVersion':'" + group() + "/" + version + "','kind':'Widget','metadata':{'name':'" + object + "'}"
                + more + "}";
    }

    /** Creates an object. */
    ScenarioResponse post(String object, String more) {
        return client.post(objects(), widget(object, more));
    }
}
