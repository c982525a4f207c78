package dev.watchworks.conformance.defect;

import static dev.watchworks.conformance.defect.Defect.changedRequest;
import static dev.watchworks.conformance.defect.Defect.wrongAnswer;
import static dev.watchworks.conformance.defect.Defect.wrongWatch;

import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The planted defects. */
final class PlantedDefects {
    private static final String FROM_VERSION = "watch/a-watch-from-a-version-sends-only-later-events";

    private PlantedDefects() {}

    static List<Defect> all() {
        List<Defect> all = new ArrayList<>(watches());
        all.addAll(selectors());
        all.addAll(lists());
        all.addAll(writes());
        all.addAll(managers());
        all.addAll(applies());
        all.addAll(refusals());
        all.addAll(CustomResourceDefects.all());
        all.addAll(CustomValidationDefects.all());
        return all;
    }

    private static List<Defect> watches() {
        return List.of(
                wrongWatch("two events change places", FROM_VERSION, request -> new SwappedEvents()),
                wrongWatch("an event is skipped", FROM_VERSION, request -> nth(2, line -> List.of())),
                wrongWatch("an event is sent twice", FROM_VERSION, request -> nth(2, line -> List.of(line, line))),
                wrongWatch(
                        "a version goes back",
                        "watch/versions-on-a-watch-only-grow",
                        request -> nth(3, line -> List.of(version(line, "1")))),
                wrongWatch(
                        "an event carries the version of another",
                        "watch/each-write-makes-one-version-and-one-event",
                        request -> nth(1, line -> List.of(version(line, "7")))),
                wrongWatch(
                        "410 is the status of the answer",
                        "watch/a-version-too-old-is-an-error-event-on-an-answer-of-200",
                        request -> new GoneStatus()),
                wrongWatch(
                        "a version that is too old ends the watch without an ERROR event",
                        "watch/a-version-too-old-is-an-error-event-on-an-answer-of-200",
                        request -> line -> line.contains("\"ERROR\"") ? List.of() : List.of(line)),
                wrongWatch(
                        "the bookmark after the initial events is missing",
                        "bookmark/initial-events-end-with-a-bookmark",
                        request -> line -> line.contains("\"BOOKMARK\"") ? List.of() : List.of(line)),
                wrongWatch(
                        "the bookmark does not say that it ends the initial events",
                        "bookmark/initial-events-end-with-a-bookmark",
                        request -> line -> List.of(line.replace("k8s.io/initial-events-end", "k8s.io/other"))),
                wrongWatch(
                        "bookmarks are sent unrequested",
                        "bookmark/no-bookmark-is-sent-unrequested",
                        request -> nth(1, line -> List.of(line, line.replace("\"ADDED\"", "\"BOOKMARK\"")))),
                wrongWatch(
                        "a time-out is sent as an error",
                        "watch/a-time-out-ends-a-watch-that-saw-nothing",
                        request -> new TimeoutAsError()),
                wrongWatch(
                        "a deletion has no content",
                        "watch/a-deletion-carries-the-last-state-and-its-own-version",
                        request -> line -> List.of(line.replace("\"data\"", "\"lost\""))),
                wrongWatch(
                        "creations are sent as modifications",
                        "watch/a-list-and-the-watch-from-its-version-leave-no-gap",
                        request -> line -> List.of(line.replace("\"ADDED\"", "\"MODIFIED\""))),
                changedRequest(
                        "a watch ignores its version",
                        "watch/a-watch-that-was-cut-resumes-from-its-last-version",
                        without("resourceVersion")),
                changedRequest(
                        "a watch of a namespace sends the events of all",
                        "watch/a-watch-of-one-namespace-sends-no-events-of-another",
                        request -> request.path().contains("watch=true")
                                ? path(request, path -> path.replaceFirst("/namespaces/[^/]+", ""))
                                : request));
    }

    private static List<Defect> selectors() {
        return List.of(
                wrongWatch(
                        "a selector sends no deletion for objects that cease to match",
                        "selector/ceasing-to-match-is-a-deletion-with-the-content-before",
                        request -> line -> line.contains("\"DELETED\"") ? List.of() : List.of(line)),
                wrongWatch(
                        "objects that begin to match are sent as modified",
                        "selector/beginning-to-match-is-an-addition",
                        request -> line -> List.of(line.replace("\"ADDED\"", "\"MODIFIED\""))),
                changedRequest(
                        "label selectors are ignored", "selector/labels-are-equal-or-not", without("labelSelector")),
                changedRequest(
                        "field selectors are ignored",
                        "watch/an-object-alone-is-watched-by-its-name",
                        without("fieldSelector")));
    }

    private static List<Defect> lists() {
        return List.of(
                wrongAnswer(
                        "items of a list have a kind",
                        "list/items-have-neither-kind-nor-version-of-the-api",
                        body(body -> body.replace("\"items\":[{", "\"items\":[{\"kind\":\"ConfigMap\","))),
                wrongAnswer(
                        "an empty list has null for items",
                        "list/an-empty-list-has-a-version-and-no-items",
                        body(body -> body.replace("\"items\":[]", "\"items\":null"))),
                wrongAnswer(
                        "a list has no version",
                        "list/a-list-includes-the-last-write",
                        body(body ->
                                body.contains("List\"") ? body.replace("\"resourceVersion\"", "\"version\"") : body)),
                changedRequest("limits are ignored", "list/pages-keep-the-version-of-the-first", without("limit")),
                changedRequest(
                        "exact versions are ignored",
                        "list/an-exact-version-shows-the-list-of-that-time",
                        without("resourceVersion")),
                wrongAnswer(
                        "the number of remaining items is wrong",
                        "list/pages-keep-the-version-of-the-first",
                        body(body -> body.replace("\"remainingItemCount\":1", "\"remainingItemCount\":2"))));
    }

    private static List<Defect> writes() {
        return List.of(
                changedRequest(
                        "dry runs are stored", "create/a-dry-run-answers-and-leaves-no-trace", without("dryRun")),
                changedRequest(
                        "strict validation is ignored",
                        "validation/an-unknown-field-is-refused-if-strict",
                        without("fieldValidation")),
                changedRequest(
                        "an old version overwrites a newer one",
                        "update/an-old-version-is-a-conflict",
                        request -> request.method().equals("PUT")
                                ? new ServerRequest(
                                        "PUT",
                                        request.path(),
                                        request.headers(),
                                        request.body().replaceAll("\"resourceVersion\":\"\\d+\",", ""))
                                : request),
                wrongAnswer(
                        "generations do not grow",
                        "update/a-change-of-the-spec-is-a-new-generation",
                        body(body -> body.replace("\"generation\":2", "\"generation\":1"))),
                wrongAnswer(
                        "a warning is missing",
                        "validation/an-unknown-field-gets-a-warning",
                        (request, answer) -> new ServerResponse(
                                answer.code(), Map.of("Content-Type", "application/json"), answer.body())),
                changedRequest(
                        "a status that is sent with the object is stored",
                        "update/a-put-of-the-object-leaves-its-status-alone",
                        request -> request.method().equals("PUT") ? path(request, path -> path + "/status") : request));
    }

    private static List<Defect> managers() {
        return List.of(
                changedRequest(
                        "a named manager is replaced by the user agent",
                        "managedfields/a-named-manager-wins-over-the-user-agent",
                        without("fieldManager")),
                changedRequest(
                        "an empty list of managers is ignored",
                        "fieldtransfer/an-empty-list-removes-all-managers",
                        request -> new ServerRequest(
                                request.method(),
                                request.path(),
                                request.headers(),
                                request.body().replace("\"managedFields\":[]", "\"managedFields\":null"))),
                wrongAnswer(
                        "a status has no managers of its own",
                        "managedfields/status-and-the-rest-are-managed-apart",
                        body(body -> body.replace(",\"subresource\":\"status\"", ""))),
                wrongAnswer(
                        "a field stays with its old manager",
                        "managedfields/a-field-belongs-to-the-manager-that-changed-it-last",
                        body(body -> body.replace("\"f:one\":{}", "\"f:one\":{},\"f:two\":{}"))));
    }

    private static List<Defect> applies() {
        return List.of(
                changedRequest("force is ignored", "applyconflict/force-takes-a-field", without("force")),
                changedRequest(
                        "every apply is forced",
                        "applyconflict/a-field-of-another-applier-is-a-conflict",
                        request -> isApply(request) ? path(request, path -> path + "&force=true") : request),
                changedRequest(
                        "an apply forgets what its manager applied before",
                        "apply/a-field-that-is-left-out-is-removed",
                        new ForgottenManager()),
                changedRequest(
                        "a dry run of an apply is stored",
                        "applyrequest/a-dry-run-of-an-apply-stores-nothing",
                        without("dryRun")),
                wrongAnswer(
                        "an apply is recorded as an update",
                        "apply/an-apply-creates-an-object",
                        body(body -> body.replace("\"operation\":\"Apply\"", "\"operation\":\"Update\""))),
                wrongAnswer(
                        "a creation by apply is answered with 200",
                        "apply/an-apply-creates-an-object",
                        (request, answer) -> isApply(request) && answer.code() == 201
                                ? new ServerResponse(200, answer.headers(), answer.body())
                                : answer),
                wrongAnswer(
                        "a conflict does not name the field",
                        "applyconflict/a-field-of-another-applier-is-a-conflict",
                        body(body -> body.replace(",\"field\":\".data.one\"", ""))),
                wrongAnswer(
                        "defaults get the manager of the configuration",
                        "apply/defaults-have-no-manager",
                        body(body ->
                                body.replace("\"f:paused\":{}", "\"f:paused\":{},\"f:revisionHistoryLimit\":{}"))));
    }

    private static boolean isApply(ServerRequest request) {
        return request.headers().getOrDefault("Content-Type", "").startsWith("application/apply-patch");
    }

    private static List<Defect> refusals() {
        return List.of(
                wrongAnswer(
                        "a wrong reason",
                        "create/an-existing-object-cannot-be-created-again",
                        body(body -> body.replace("\"reason\":\"AlreadyExists\"", "\"reason\":\"Conflict\""))),
                wrongAnswer(
                        "a wrong code",
                        "create/a-missing-object-is-not-found",
                        (request, answer) -> answer.code() == 404
                                ? new ServerResponse(410, answer.headers(), answer.body())
                                : answer),
                wrongAnswer(
                        "a wrong message",
                        "update/another-name-in-the-body-is-refused",
                        body(body -> body.replace("does not match", "differs from"))),
                wrongAnswer(
                        "details are missing",
                        "delete/a-deletion-answers-a-status-with-the-uid",
                        body(body -> body.replace("\"details\"", "\"more\""))),
                wrongAnswer(
                        "fields come in another order",
                        "create/a-missing-object-is-not-found",
                        body(body -> body.replace(
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",",
                                "{\"apiVersion\":\"v1\",\"kind\":\"Status\","))));
    }

    static BiFunction<ServerRequest, ServerResponse, ServerResponse> body(UnaryOperator<String> change) {
        return (request, answer) -> new ServerResponse(answer.code(), answer.headers(), change.apply(answer.body()));
    }

    static ServerRequest path(ServerRequest request, UnaryOperator<String> change) {
        return new ServerRequest(request.method(), change.apply(request.path()), request.headers(), request.body());
    }

    private static UnaryOperator<ServerRequest> without(String parameter) {
        return request -> path(
                request,
                path -> path.replaceAll("(?<=[?&])" + parameter + "=[^&]*", "").replace("?&", "?"));
    }

    private static String version(String line, String version) {
        return line.replaceFirst("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"" + version + "\"");
    }

    static LineFilter nth(int number, Function<String, List<String>> change) {
        int[] seen = {0};
        return line -> ++seen[0] == number ? change.apply(line) : List.of(line);
    }

    /** Gives each apply a manager of its own. */
    private static final class ForgottenManager implements UnaryOperator<ServerRequest> {
        private int applies;

        @Override
        public ServerRequest apply(ServerRequest request) {
            return isApply(request)
                    ? path(request, path -> path.replaceFirst("fieldManager=\\w+", "fieldManager=m" + ++applies))
                    : request;
        }
    }

    /** Holds the first line back until the second has passed. */
    private static final class SwappedEvents implements LineFilter {
        private final List<String> held = new ArrayList<>();
        private boolean done;

        @Override
        public List<String> pass(String line) {
            if (done) {
                return List.of(line);
            }
            held.add(0, line);
            done = held.size() == 2;
            return done ? held : List.of();
        }
    }

    /** Answers 410 before the stream begins, as many test servers do. */
    private static final class GoneStatus implements LineFilter {
        @Override
        public List<String> pass(String line) {
            return List.of(
                    line.replaceFirst("^\\{\"type\":\"ERROR\",\"object\":", "").replaceFirst("}$", ""));
        }

        @Override
        public int code(int code) {
            return 410;
        }
    }

    private static final class TimeoutAsError implements LineFilter {
        @Override
        public List<String> pass(String line) {
            return List.of(line);
        }

        @Override
        public List<String> end() {
            return List.of("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":504}}");
        }
    }
}
