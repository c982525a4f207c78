package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.List;

/** The forms in which a schema may say that a value is an integer or a text, although a nested type is not structural. */
final class IntOrStringPattern {
    private static final JsonNode INTEGER = Json.object().put("type", JsonType.INTEGER);
    private static final JsonNode STRING = Json.object().put("type", JsonType.STRING);

    private IntOrStringPattern() {}

    static boolean isAnyOf(List<StructuralSchema> anyOf) {
        return anyOf.size() == 2
                && anyOf.get(0).source().equals(INTEGER)
                && anyOf.get(1).source().equals(STRING);
    }

    static boolean isAllOf(ValueValidation rules) {
        return !rules.allOf().isEmpty()
                && isAnyOf(rules.allOf().get(0).validation().anyOf());
    }
}
