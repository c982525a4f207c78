package dev.watchworks.apiserver.meta.selector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A label selector, as in {@code labelSelector=app=web,tier in (front, back),!old}. */
public final class LabelSelector {
    /** Selects everything. */
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = List.copyOf(requirements);
    }

    /**
     * Reads a selector; the empty text selects everything.
     *
     * @throws SelectorException with a real server's words when it cannot be read
     */
    public static LabelSelector parse(String text) {
        return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
    }

    /** Whether nothing is asked. */
    public boolean isEmpty() {
        return requirements.isEmpty();
    }

    /** Whether an object's labels meet all requirements. */
    public boolean matches(JsonNode object) {
        if (requirements.isEmpty()) {
            return true;
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
}
