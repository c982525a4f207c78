package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The approval that definitions in Kubernetes' own groups need: an annotation with the URL of a review ({@code
 * apihelpers.GetAPIApprovalState}).
 *
 * @param current the stored definition, or null for a new one
 */
public record ApiApproval(ObjectNode object, @Nullable ObjectNode current) {
    private static final String ANNOTATION = "api-approved.kubernetes.io";
    private static final String FIELD = "metadata.annotations[" + ANNOTATION + "]";
    private static final String NEEDED = "protected groups must have approval annotation \"" + ANNOTATION + "\"";
    private static final String SEE = ", see https://github.com/kubernetes/enhancements/pull/1111";

    private enum State {
        MISSING,
        INVALID,
        APPROVED,
        BYPASSED
    }

    /** Whether the definition's group is one of Kubernetes' own. */
    private boolean isProtected() {
        String group = new CustomResourceDefinitionView(object).group();
        return List.of("k8s.io", "kubernetes.io").stream()
                .anyMatch(own -> group.equals(own) || group.endsWith("." + own));
    }

    /** Adds an error when the approval is needed and is missing or invalid, unless it was so before. */
    void validate(FieldErrors errors) {
        State state = state(object);
        if (!isProtected() || current != null && state(current) == state) {
            return;
        }
        if (state == State.MISSING) {
            errors.required(FIELD, message(state));
        } else if (state == State.INVALID) {
            errors.invalid(FIELD, annotation(object), List.of(message(state)));
        }
    }

    /** The condition about the approval, or null for a group that needs none. */
    public DefinitionConditions.@Nullable Condition condition() {
        if (!isProtected()) {
            return null;
        }
        State state = state(object);
        String reason = switch (state) {
            case MISSING -> "MissingAnnotation";
            case INVALID -> "InvalidAnnotation";
            case APPROVED -> "ApprovedAnnotation";
            case BYPASSED -> "UnapprovedAnnotation";
        };
        return new DefinitionConditions.Condition(
                "KubernetesAPIApprovalPolicyConformant", state == State.APPROVED, reason, message(state));
    }

    private String message(State state) {
        String annotation = annotation(object);
        return switch (state) {
            case MISSING -> NEEDED + SEE;
            case INVALID -> NEEDED + " with either a URL or a reason starting with \"unapproved\"" + SEE;
            case APPROVED -> "approved in " + annotation;
            case BYPASSED -> "not approved: " + GoFormat.quoted(annotation);
        };
    }

    private static String annotation(JsonNode object) {
        return object.path("metadata").path("annotations").path(ANNOTATION).asText();
    }

    private static State state(JsonNode object) {
        String annotation = annotation(object);
        if (annotation.isEmpty()) {
            return State.MISSING;
        }
        if (annotation.startsWith("unapproved")) {
            return State.BYPASSED;
        }
        try {
            URI url = new URI(annotation);
            return url.getHost() != null && url.getScheme() != null ? State.APPROVED : State.INVALID;
        } catch (URISyntaxException invalid) {
            return State.INVALID;
        }
    }
}
