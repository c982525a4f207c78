package dev.watchworks.apiserver.meta.selector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which labels are wanted: meta/v1 {@code LabelMatcher}, or the plain map of a service. */
public final class LabelMatcher {
    private final Map<String, String> exact;
    private final List<Requirement> requirements;

    private record Requirement(String key, String operator, List<String> values) {
        boolean matches(@Nullable String value) {
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> false;
            };
        }
    }

    private LabelMatcher(Map<String, String> exact, List<Requirement> requirements) {
        this.exact = exact;
        this.requirements = requirements;
    }

    /** A selector with {@code matchLabels} and {@code matchExpressions}. */
    public static LabelMatcher of(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(new Requirement(
                    expression.path("key").asText(), expression.path("operator").asText(), values));
        }
        return new LabelMatcher(ObjectMeta.strings(selector.path("matchLabels")), requirements);
    }

    /** A selector that is a map of labels, such as {@code spec.selector} of a service. */
    public static LabelMatcher ofLabels(JsonNode labels) {
        return new LabelMatcher(ObjectMeta.strings(labels), List.of());
    }

    /** Whether the selector asks for nothing, and so would take everything. */
    public boolean isEmpty() {
        return exact.isEmpty() && requirements.isEmpty();
    }

    /** Whether an object's labels are what the selector asks for. */
    public boolean matches(JsonNode object) {
        Map<String, String> labels = ObjectMeta.labels(object);
        return exact.entrySet().stream().allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())))
                && requirements.stream().allMatch(requirement -> requirement.matches(labels.get(requirement.key())));
    }
}
