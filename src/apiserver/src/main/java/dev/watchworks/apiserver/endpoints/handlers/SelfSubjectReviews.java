package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Clock;
import java.util.Set;

/** Handles the requests of {@code kubectl auth}: the one user may do everything. */
public record SelfSubjectReviews(Clock clock, BodyDecoder bodies) {
    /** The API groups of the reviews; they have no stored kinds. */
    public static final Set<String> GROUPS = Set.of("authentication.k8s.io", "authorization.k8s.io");

    /** The user of the token. */
    private static final String USER = "kubernetes-admin";

    /** The response to a review; throws 404 when the path is not that of a review. */
    ApiResponse handle(ApiRequest request) {
        RequestInfo info = request.info();
        ObjectNode review = switch (info.apiGroup() + '/' + info.apiVersion() + '/' + String.join("/", info.parts())) {
            case "authorization.k8s.io/v1/selfsubjectaccessreviews" -> access(request);
            case "authorization.k8s.io/v1/selfsubjectrulesreviews" -> rules(request);
            case "authentication.k8s.io/v1/selfsubjectreviews" -> self(request);
            default -> throw ApiErrors.unknownResource();
        };
        return ApiResponse.json(201, review);
    }

    private ObjectNode access(ApiRequest request) {
        ObjectNode review = begin(request, "SelfSubjectAccessReview", "authorization.k8s.io/v1");
        review.putObject("status").put("allowed", true);
        return review;
    }

    private ObjectNode rules(ApiRequest request) {
        ObjectNode review = begin(request, "SelfSubjectRulesReview", "authorization.k8s.io/v1");
        ObjectNode status = review.putObject("status");
        ObjectNode resources = status.putArray("resourceRules").addObject();
        resources.putArray("verbs").add("*");
        resources.putArray("apiGroups").add("*");
        resources.putArray("resources").add("*");
        ObjectNode paths = status.putArray("nonResourceRules").addObject();
        paths.putArray("verbs").add("*");
        paths.putArray("nonResourceURLs").add("*");
        status.put("incomplete", false);
        return review;
    }

    private ObjectNode self(ApiRequest request) {
        ObjectNode review = begin(request, "SelfSubjectReview", "authentication.k8s.io/v1");
        review.putObject("metadata").put("creationTimestamp", Timestamps.seconds(clock.instant()));
        ObjectNode user = review.putObject("status").putObject("userInfo");
        user.put("username", USER);
        user.putArray("groups").add("system:masters").add("system:authenticated");
        return review;
    }

    private ObjectNode begin(ApiRequest request, String kind, String apiVersion) {
        if (!request.info().method().equals("POST")) {
            throw ApiErrors.methodNotAllowed();
        }
        ObjectNode review = Json.object();
        review.put("kind", kind).put("apiVersion", apiVersion);
        review.putObject("metadata");
        JsonNode spec = bodies.read(request, kind).path("spec");
        if (spec.isObject()) {
            review.set("spec", spec);
        }
        return review;
    }
}
