package dev.watchworks.conformance.defect;

import static dev.watchworks.conformance.defect.Defect.changedRequest;
import static dev.watchworks.conformance.defect.Defect.wrongAnswer;
import static dev.watchworks.conformance.defect.Defect.wrongWatch;

import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The planted defects of custom resources. */
final class CustomResourceDefects {
    private static final String PRUNED = "customobject/unknown-fields-are-pruned-with-a-warning";
    private static final String WRITTEN = "customobject/an-object-is-created-read-replaced-and-deleted";

    private CustomResourceDefects() {}

    static List<Defect> all() {
        return List.of(
                wrongAnswer(
                        "an unknown field is stored",
                        PRUNED,
                        PlantedDefects.body(body -> body.replace("\"size\":1", "\"shape\":\"round\",\"size\":1"))),
                wrongAnswer("a pruned field gets no warning", PRUNED, (request, response) -> withoutWarning(response)),
                wrongAnswer(
                        "a default is not filled in",
                        WRITTEN,
                        PlantedDefects.body(body -> body.replace("\"colour\":\"red\",", ""))),
                wrongAnswer(
                        "the generation does not grow",
                        WRITTEN,
                        PlantedDefects.body(body -> body.replace("\"generation\":2", "\"generation\":1"))),
                wrongAnswer(
                        "the members of a custom object are not sorted",
                        WRITTEN,
                        PlantedDefects.body(body -> body.replaceFirst(
                                "\\{\"apiVersion\":(\"[^\"]*\"),\"kind\":\"Widget\"",
                                "{\"kind\":\"Widget\",\"apiVersion\":$1"))),
                wrongAnswer(
                        "items of a custom list have no kind",
                        "customlist/objects-are-listed-by-pages",
                        PlantedDefects.body(body -> body.replace("\"kind\":\"Widget\",", ""))),
                changedRequest(
                        "a strategic merge patch of a custom object is a merge patch",
                        "customobject/json-and-merge-patches-are-taken",
                        CustomResourceDefects::asMergePatch),
                changedRequest(
                        "a status is written with its whole object",
                        "customsubresource/the-status-has-its-own-path",
                        request -> PlantedDefects.path(request, path -> path.replaceFirst("/status$", ""))),
                wrongAnswer(
                        "an object is shown in its stored version",
                        "customversion/an-object-is-read-in-each-version",
                        (request, response) -> request.path().contains("/v1beta1/")
                                ? PlantedDefects.body(body -> body.replace("/v1beta1\"", "/v1\""))
                                        .apply(request, response)
                                : response),
                wrongWatch(
                        "a definition is established at once",
                        "definition/a-definition-is-accepted-and-established",
                        request -> PlantedDefects.nth(2, line -> List.of())),
                wrongAnswer(
                        "a definition that is being deleted has no finalizer",
                        "definition/a-deleted-definition-takes-its-objects-with-it",
                        PlantedDefects.body(
                                body -> body.replace("customresourcecleanup.apiextensions.k8s.io", "other.test"))),
                wrongWatch(
                        "a watch goes on when its definition changes",
                        "customlist/a-watch-ends-when-the-definition-changes",
                        request -> new GoesOn()),
                changedRequest(
                        "a manager takes the fields of others without force",
                        "customapply/managers-conflict-and-share",
                        request -> request.method().equals("PATCH")
                                        && request.path().contains("fieldManager=")
                                        && !request.path().contains("force")
                                        && request.headers().toString().contains("apply-patch")
                                ? PlantedDefects.path(request, path -> path + "&force=true")
                                : request));
    }

    private static ServerResponse withoutWarning(ServerResponse response) {
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.remove("Warning");
        return new ServerResponse(response.code(), headers, response.body());
    }

    private static ServerRequest asMergePatch(ServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.replaceAll((name, value) -> value.replace("strategic-merge-patch", "merge-patch"));
        return new ServerRequest(request.method(), request.path(), headers, request.body());
    }

    /** Sends another line instead of the end. */
    private static final class GoesOn implements LineFilter {
        @Override
        public List<String> pass(String line) {
            return List.of(line);
        }

        @Override
        public List<String> end() {
            return List.of("{\"type\":\"MODIFIED\",\"object\":{}}");
        }
    }
}
