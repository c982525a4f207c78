package dev.watchworks.apiserver.meta.selector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.selector.LabelRequirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requirements on labels: from a query ({@code app=web,tier in (front, back),!old}), or from an object's spec. */
public final class LabelSelector {
    /** Selects everything. */
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    /** Selects nothing, as an absent selector does. */
    private static final LabelSelector NOTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    private LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Reads the selector of a query; the empty text selects everything.
     *
     * @throws SelectorException with the real server's message when the text is not a selector
     */
    public static LabelSelector parse(String text) {
        return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
    }

    /**
     * Reads a meta/v1 {@code LabelSelector} with {@code matchLabels} and {@code matchExpressions}, as Kubernetes'
     * {@code LabelSelectorAsSelector} does: an absent selector, or one with an unknown operator, selects nothing.
     */
    public static LabelSelector of(JsonNode selector) {
        if (!selector.isObject()) {
            return NOTHING;
        }
        List<LabelRequirement> requirements = equalities(selector.path("matchLabels"));
        for (JsonNode expression : selector.path("matchExpressions")) {
            Operator operator = Operator.ofExpression(NestedFields.text(expression, "operator"));
            if (operator == null) {
                return NOTHING;
            }
            requirements.add(new LabelRequirement(
                    NestedFields.text(expression, "key"), operator, NestedFields.texts(expression, "values")));
        }
        return new LabelSelector(requirements);
    }

    /** Reads a map of labels, such as {@code spec.selector} of a service. */
    public static LabelSelector ofLabels(JsonNode labels) {
        return new LabelSelector(equalities(labels));
    }

    private static List<LabelRequirement> equalities(JsonNode labels) {
        List<LabelRequirement> requirements = new ArrayList<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            requirements.add(new LabelRequirement(
                    label.getKey(), Operator.EQUALS, List.of(label.getValue().asText())));
        }
        return requirements;
    }

    /** Whether the selector has no requirement and so selects everything. */
    public boolean isEmpty() {
        return requirements.isEmpty() && this != NOTHING;
    }

    /** Whether the labels of an object, or of a pod template, meet all requirements. */
    public boolean matches(JsonNode object) {
        if (requirements.isEmpty()) {
            return this != NOTHING;
        }
        JsonNode labels = object.path("metadata").path("labels");
        for (LabelRequirement requirement : requirements) {
            JsonNode value = labels.get(requirement.key());
            if (!requirement.matches(value == null ? null : value.asText())) {
                return false;
            }
        }
        return true;
    }

    /** The selector as a query, such as {@code app=web,tier in (back,front)}, sorted by key. */
    @Override
    public String toString() {
        return requirements.stream()
                .sorted(Comparator.comparing(LabelRequirement::key))
                .map(LabelRequirement::toString)
                .collect(Collectors.joining(","));
    }
}
