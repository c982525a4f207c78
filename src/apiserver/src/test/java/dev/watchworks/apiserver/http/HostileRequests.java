package dev.watchworks.apiserver.http;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Requests of which every part may be right, nearly right or senseless. Bytes stand for themselves, as in Latin-1. */
final class HostileRequests {
    /** Four requests for what is to be there before each of the others. */
    static final String OBJECTS_THAT_ARE_THERE = post("/api/v1/namespaces", "{'metadata':{'name':'default'}}")
            + post("/api/v1/namespaces/default/configmaps", "{'metadata':{'name':'a'},'data':{'k':'v'}}")
            + post(
                    "/api/v1/namespaces/default/pods",
                    "{'metadata':{'name':'a'},'spec':{'containers':[{'name':'a','image':'b'}]}}")
            + post(
                    "/apis/apps/v1/namespaces/default/deployments",
                    "{'metadata':{'name':'a'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':"
                            + "{'labels':{'a':'b'}},'spec':{'containers':[{'name':'a','image':'b'}]}}}}");

    private HostileRequests() {}

    private static String post(String path, String json) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json.replace('\'', '"');
    }

    static Arbitrary<String> all() {
        return Combinators.combine(methods(), paths(), queries(), headers(), HostileJson.bodies())
                .as((method, path, query, headers, body) -> method + " " + path + query + " HTTP/1.1\r\n"
                        + "Host: localhost\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body);
    }

    private static Arbitrary<String> methods() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.of("GET", "POST", "PUT", "PATCH", "DELETE")),
                Tuple.of(1, Arbitraries.of("HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "BREW")));
    }

    private static Arbitrary<String> paths() {
        Arbitrary<String> good = Arbitraries.of(
                "/api/v1/namespaces/default/configmaps",
                "/api/v1/namespaces/default/configmaps/a",
                "/api/v1/namespaces/default/pods",
                "/api/v1/namespaces/default/pods/a",
                "/api/v1/namespaces/default/pods/a/status",
                "/api/v1/namespaces/default/pods/a/log",
                "/api/v1/namespaces/default/pods/a/binding",
                "/api/v1/namespaces/default/pods/a/eviction",
                "/api/v1/namespaces/default/services",
                "/api/v1/namespaces/default/finalize",
                "/apis/apps/v1/namespaces/default/deployments",
                "/apis/apps/v1/namespaces/default/deployments/a",
                "/apis/apps/v1/namespaces/default/deployments/a/scale",
                "/apis/batch/v1/namespaces/default/jobs",
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "/apis",
                "/openapi/v3/api/v1");
        Arbitrary<String> segments = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("api", "apis", "v1", "apps", "namespaces", "default", "pods", "a", "watch")),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "", ".", "..", "%2f", "%2e%2e", "%00", "%zz", "%", "%ff", "a;b=c", "\u00e4", "*")),
                Tuple.of(1, Arbitraries.strings().withCharRange('!', '~').ofMaxLength(12)));
        Arbitrary<String> odd = segments.list().ofMinSize(1).ofMaxSize(9).map(all -> "/" + String.join("/", all));
        Arbitrary<String> longer = Combinators.combine(good, segments).as((path, segment) -> path + "/" + segment);
        return Arbitraries.frequencyOf(Tuple.of(6, good), Tuple.of(2, longer), Tuple.of(2, odd));
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> names = Arbitraries.of(
                "watch",
                "resourceVersion",
                "resourceVersionMatch",
                "limit",
                "continue",
                "labelSelector",
                "fieldSelector",
                "timeoutSeconds",
                "sendInitialEvents",
                "allowWatchBookmarks",
                "fieldValidation",
                "dryRun",
                "fieldManager",
                "propagationPolicy",
                "gracePeriodSeconds",
                "orphanDependents",
                "pretty",
                "timeout",
                "container",
                "tailLines",
                "limitBytes",
                "sinceSeconds",
                "force",
                "%zz",
                "");
        Arbitrary<String> values = Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.of("", "true", "false", "0", "1", "-1", "Exact", "NotOlderThan", "All", "Strict")),
                Tuple.of(2, Arbitraries.of("18446744073709551616", "1e9", "NaN", "abc", "%ff", "%", "+", ";", "a%00b")),
                Tuple.of(2, Arbitraries.of("a=b", "a in (", "a notin (b,", "!", "=", "!=b", "metadata.name=a", "a,,b")),
                Tuple.of(1, Arbitraries.of("eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ", "e30", "bnVsbA", "W10", "eyJydiI6LTF9")),
                Tuple.of(1, Arbitraries.strings().withCharRange('!', '~').ofMaxLength(20)));
        return Combinators.combine(names, values)
                .as((name, value) -> name + "=" + value)
                .list()
                .ofMaxSize(4)
                .map(pairs -> pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private static Arbitrary<String> headers() {
        Arbitrary<String> accepts = Arbitraries.of(
                "",
                "*/*",
                "application/json",
                "application/json;as=Table;v=v1;g=meta.k8s.io",
                "text/html",
                ";;,,=",
                "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
                "application/vnd.kubernetes.protobuf",
                "application/json;q=\u00e4;as",
                "application/json;stream=watch");
        Arbitrary<String> types = Arbitraries.of(
                "",
                "application/json",
                "application/json-patch+json",
                "application/merge-patch+json",
                "application/strategic-merge-patch+json",
                "application/apply-patch+yaml",
                "application/yaml",
                "application/vnd.kubernetes.protobuf",
                "application/json; charset=utf-16",
                "nonsense",
                ";",
                "\u00ff");
        Arbitrary<String> others = Arbitraries.of(
                "",
                "",
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "Accept-Encoding: gzip;q=0",
                "Connection: upgrade",
                "Upgrade: websocket\r\nConnection: Upgrade",
                "Impersonate-User: a",
                "X-HTTP-Method-Override: DELETE",
                "Cookie: a=b;;=",
                "Range: bytes=0-1",
                "If-Match: \"a\"");
        return Combinators.combine(accepts, types, others)
                .as((accept, type, other) ->
                        line("Accept", accept) + line("Content-Type", type) + (other.isEmpty() ? "" : other + "\r\n"));
    }

    private static String line(String name, String value) {
        return value.isEmpty() ? "" : name + ": " + value + "\r\n";
    }

    static byte[] bytes(String request) {
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }
}
