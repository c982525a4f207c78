package dev.watchworks.apiserver.http;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Bodies of requests: objects that are right, damaged or senseless, patches, and what is no JSON at all. */
final class HostileJson {
    private static final List<String> EXTREMES = List.of(
            "[".repeat(20_000),
            "{\"a\":".repeat(20_000),
            "1e999999999",
            "{\"metadata\":{\"name\":1e999999999}}",
            "\"\\ud800\"",
            "{\"metadata\":{\"name\":\"\\ud800\"}}",
            "\u00ef\u00bb\u00bf{}",
            "{}{}",
            "\0",
            "\u001f\u008b\b\0");

    private static final List<String> FIELDS = List.of(
            "kind",
            "apiVersion",
            "metadata",
            "name",
            "namespace",
            "labels",
            "annotations",
            "finalizers",
            "spec",
            "status",
            "data",
            "containers",
            "ports",
            "replicas",
            "selector",
            "template",
            "matchLabels",
            "resourceVersion",
            "uid",
            "deletionTimestamp",
            "managedFields",
            "ownerReferences",
            "$patch",
            "$setElementOrder/containers",
            "$retainKeys",
            "env",
            "resources",
            "limits",
            "");

    private static final List<String> POINTERS = List.of(
            "",
            "/",
            "/metadata",
            "/metadata/name",
            "/metadata/labels/a",
            "/data",
            "/data/k",
            "/data/-",
            "/-",
            "a",
            "/spec/containers/0",
            "/spec/containers/-1",
            "/spec/containers/99999999999",
            "/~2",
            "/metadata/labels~1x");

    private HostileJson() {}

    static Arbitrary<String> bodies() {
        Arbitrary<String> damaged = Combinators.combine(
                        objects(),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.chars().range('\0', '\u00ff'))
                .as((body, place, damage) -> {
                    int index = place % body.length();
                    return body.substring(0, index) + damage + body.substring(index + 1);
                });
        Arbitrary<String> protobuf = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMaxLength(60)
                .map(bytes -> "k8s\0" + bytes);
        Arbitrary<String> extremes = Arbitraries.of(EXTREMES);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("")),
                Tuple.of(4, objects()),
                Tuple.of(4, damaged),
                Tuple.of(4, trees().map(Object::toString)),
                Tuple.of(2, operations()),
                Tuple.of(2, protobuf),
                Tuple.of(1, extremes));
    }

    private static Arbitrary<String> objects() {
        return Arbitraries.of(
                        "{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'a','labels':{'a':'b'}},'data':{'k':'v'}}",
                        "{'metadata':{'name':'a','finalizers':['a/b'],'ownerReferences':[{'kind':'A','name':'a','uid':'u'}]}}",
                        "{'metadata':{'generateName':'a-'},'spec':{'containers':[{'name':'a','image':'b','ports':"
                                + "[{'containerPort':80}],'resources':{'limits':{'cpu':'1'}}}]}}",
                        "{'metadata':{'name':'a'},'spec':{'replicas':1,'selector':{'matchLabels':{'a':'b'}},'template':"
                                + "{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'a','image':'b'}]}}}}",
                        "{'spec':{'template':{'spec':{'containers':[{'name':'a','$patch':'delete'},{'$patch':'replace'}]}}}}",
                        "{'kind':'DeleteOptions','gracePeriodSeconds':0,'preconditions':{'uid':'x'}}",
                        "{'kind':'DeleteOptions','propagationPolicy':'Orphan'}",
                        "{'target':{'kind':'Node','name':'n'}}",
                        "{'spec':{'replicas':3},'status':{'phase':'Running','conditions':[{'type':'Ready'}]}}")
                .map(json -> json.replace('\'', '"'));
    }

    /** Trees whose fields are those of objects, with anything at all in them. */
    private static Arbitrary<String> trees() {
        Arbitrary<String> fields = Arbitraries.of(FIELDS);
        Arbitrary<String> leaves = Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "[]", "{}")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "\"a\"",
                                "\"v1\"",
                                "\"ConfigMap\"",
                                "\"Pod\"",
                                "\"delete\"",
                                "\"2026-01-01T00:00:00Z\"",
                                "\"10Gi\"")),
                Tuple.of(
                        1,
                        Arbitraries.strings()
                                .withCharRange(' ', '~')
                                .excludeChars('"', '\\')
                                .ofMaxLength(9)
                                .map(text -> "\"" + text + "\"")));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]"),
                        Combinators.combine(fields, inner)
                                .as((field, value) -> "\"" + field + "\":" + value)
                                .list()
                                .ofMaxSize(4)
                                .map(all -> "{" + String.join(",", all) + "}")),
                0,
                5);
    }

    private static Arbitrary<String> operations() {
        Arbitrary<String> verbs = Arbitraries.of("add", "remove", "replace", "move", "copy", "test", "jump", "");
        Arbitrary<String> pointers = Arbitraries.of(POINTERS);
        return Combinators.combine(verbs, pointers, pointers, trees())
                .as((verb, path, from, value) -> "{\"op\":\"" + verb + "\",\"path\":\"" + path + "\",\"from\":\"" + from
                        + "\",\"value\":" + value + "}")
                .list()
                .ofMaxSize(4)
                .map(all -> all.stream().collect(Collectors.joining(",", "[", "]")));
    }
}
