package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what {@code kubectl auth} asks: the one user may do everything. */
public final class SelfSubjectReviews {
    /** Who bears the token. */
    public static final String USER = "kubernetes-admin";

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
    private static final String AUTHENTICATION = "/apis/authentication.k8s.io/v1/";

    private final Clock clock;

    /** Takes the time of a review from a clock. */
    public SelfSubjectReviews(Clock clock) {
        this.clock = clock;
    }

    /** The review that a request asks for, or null where the path is not one of a review. */
    public ApiResponse.@Nullable Whole answer(ApiRequest request) {
        ObjectNode review = switch (request.path()) {
            case AUTHORIZATION + "selfsubjectaccessreviews" -> access(request);
            case AUTHORIZATION + "selfsubjectrulesreviews" -> rules(request);
            case AUTHENTICATION + "selfsubjectreviews" -> self(request);
            default -> null;
        };
        return review == null ? null : new ApiResponse.Whole(201, "application/json", Map.of(), Json.write(review));
    }

    private static ObjectNode access(ApiRequest request) {
        ObjectNode review = begin(request, "SelfSubjectAccessReview", "authorization.k8s.io/v1");
        review.putObject("status").put("allowed", true);
        return review;
    }

    private static ObjectNode rules(ApiRequest request) {
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
        review.putObject("metadata")
                .put(
                        "creationTimestamp",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        ObjectNode user = review.putObject("status").putObject("userInfo");
        user.put("username", USER);
        user.putArray("groups").add("system:masters").add("system:authenticated");
        return review;
    }

    private static ObjectNode begin(ApiRequest request, String kind, String apiVersion) {
        if (!request.method().equals("POST")) {
            throw ApiErrors.methodNotAllowed();
        }
        ObjectNode review = Json.object();
        review.put("kind", kind).put("apiVersion", apiVersion);
        review.putObject("metadata");
        JsonNode spec = body(request).path("spec");
        if (spec.isObject()) {
            review.set("spec", spec);
        }
        return review;
    }

    private static JsonNode body(ApiRequest request) {
        try {
            return Json.read(request.body());
        } catch (InvalidJsonException notJson) {
            throw ApiErrors.badRequest("the object provided is unrecognized: " + notJson.getMessage());
        }
    }
}
