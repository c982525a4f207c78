package dev.watchworks.conformance.defect;

import static dev.watchworks.conformance.defect.Defect.changedRequest;
import static dev.watchworks.conformance.defect.Defect.wrongAnswer;

import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.http.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The planted defects of schemas and rules of custom resources. */
final class CustomValidationDefects {

    private CustomValidationDefects() {}

    static List<Defect> all() {
        return List.of(
                changedRequest(
                        "a limit of a schema is ignored",
                        "customvalue/a-number-stays-within-its-limits",
                        schema(body -> body.replaceAll("\"(minimum|maximum)\":[0-9.]+,?", "")
                                .replace(",}", "}"))),
                changedRequest(
                        "lengths are counted in bytes",
                        "customvalue/a-length-is-counted-in-characters",
                        object(body -> body.replace("äöü", "aoue00"))),
                changedRequest(
                        "a set may have duplicates",
                        "customvalue/a-set-has-no-duplicates",
                        schema(body -> body.replace("\"x-kubernetes-list-type\":\"set\",", ""))),
                changedRequest(
                        "rules are not evaluated",
                        "customrule/a-rule-that-does-not-hold-is-named",
                        schema(body -> body.replace("self.x <= self.y", "true || self.x <= self.y"))),
                changedRequest(
                        "a transition rule is evaluated without a stored value",
                        "customrule/an-optional-old-value-is-absent-at-first",
                        schema(body -> body.replace("oldSelf.hasValue() ?", "true ?"))),
                changedRequest(
                        "the order of a set matters",
                        "customrule/the-order-of-a-set-does-not-matter",
                        schema(body -> body.replace("\"list-type\":\"set\"", "\"list-type\":\"atomic\"")
                                .replace("-list-type\":\"set\"", "-list-type\":\"atomic\""))),
                wrongAnswer(
                        "the message of a rule names no rule",
                        "customrule/a-rule-that-does-not-hold-is-named",
                        PlantedDefects.body(body -> body.replace("failed rule: self.x <= self.y", "failed rule"))),
                wrongAnswer(
                        "a kept breach of a rule gets no warning",
                        "customrule/a-rule-that-an-update-does-not-touch-is-a-warning",
                        (request, response) -> withoutWarning(response)),
                changedRequest(
                        "an expensive rule is accepted",
                        "customschema/a-rule-may-not-cost-too-much",
                        schema(body -> body.replaceAll("\"rule\":\"self.x.all.*?\"}", "\"rule\":\"true\"}"))),
                changedRequest(
                        "a default is not checked",
                        "customschema/a-default-is-valid-itself",
                        schema(body -> body.replace(",\"default\":1", ""))));
    }

    private static UnaryOperator<ServerRequest> schema(UnaryOperator<String> change) {
        return changed(change, true);
    }

    private static UnaryOperator<ServerRequest> object(UnaryOperator<String> change) {
        return changed(change, false);
    }

    private static UnaryOperator<ServerRequest> changed(UnaryOperator<String> change, boolean definitions) {
        return request -> request.path().contains("customresourcedefinitions") == definitions
                ? new ServerRequest(request.method(), request.path(), request.headers(), change.apply(request.body()))
                : request;
    }

    private static ServerResponse withoutWarning(ServerResponse response) {
        Map<String, String> headers = new HashMap<>(response.headers());
        headers.remove("Warning");
        return new ServerResponse(response.code(), headers, response.body());
    }
}
