package dev.watchworks.conformance.suite;

import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.scenario.ScenarioResponse;

/** A kind whose spec has the field {@code x}, to try values of it. */
final class CustomField {
    private final CustomKind kind;
    private int objects;

    private CustomField(CustomKind kind) {
        this.kind = kind;
    }

    /** The field has this schema. */
    static CustomField of(ScenarioClient client, String schema) {
        return ofSpec(client, spec("'x':" + schema));
    }

    /** The whole spec has this schema. */
    static CustomField ofSpec(ScenarioClient client, String schema) {
        return new CustomField(CustomKind.of(client).establish(version(schema)));
    }

    /** A spec with these properties. */
    static String spec(String properties) {
        return "{'type':'object','properties':{" + properties + "}}";
    }

    /** A spec with these properties and one rule; {@code more} are further fields of the rule, each after a comma. */
    static String ruled(String properties, String rule, String more) {
        return "{'type':'object','x-kubernetes-validations':[{'rule':'" + rule + "'" + more + "}],'properties':{"
                + properties + "}}";
    }

    /** A version whose objects have a spec with this schema. */
    static String version(String spec) {
        return "{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':{'type':'object','properties':"
                + "{'spec':" + spec + "}}}}";
    }

    /** Sends a definition whose spec has a wrong schema; the server has to reject it. */
    static ScenarioResponse refused(ScenarioClient client, String spec) {
        CustomKind kind = CustomKind.of(client);
        return client.post(CustomKind.DEFINITIONS, kind.definition(version(spec)))
                .code(422)
                .is("/reason", "Invalid");
    }

    /** Replaces the schema of the spec, and waits until a new object shows that the server uses it. */
    CustomField change(String spec, String rejectedNow) {
        kind.change("{'spec':{'versions':[" + version(spec) + "]}}").code(200);
        kind.client()
                .awaitPost(
                        kind.objects() + "?dryRun=All",
                        kind.widget("probe", ",'spec':" + rejectedNow),
                        response -> response.text("/code").equals("422"));
        return this;
    }

    /** Creates an object with this spec. */
    ScenarioResponse create(String spec) {
        objects++;
        return kind.post("w" + objects, ",'spec':" + spec);
    }

    /** The server accepts each value of the field. */
    CustomField accepts(String... values) {
        for (String value : values) {
            create("{'x':" + value + "}").code(201);
        }
        return this;
    }

    /** The server rejects each value of the field, with this reason of the first cause. */
    CustomField rejects(String reason, String... values) {
        for (String value : values) {
            create("{'x':" + value + "}").code(422).is("/details/causes/0/reason", reason);
        }
        return this;
    }

    /** Changes the first object by a merge patch of its spec. */
    ScenarioResponse merge(String spec) {
        return kind.client().merge(kind.object("w1"), "{'spec':" + spec + "}");
    }
}
