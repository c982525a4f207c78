package dev.watchworks.apiserver.api.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A write of an object as the registry does it, as far as it is the kind's. */
record StrategyWrite(@Nullable ObjectNode stored, @Nullable String refusal, FieldErrors errors) {
    private static final GenericLister EMPTY = groupResource -> List.of();

    static StrategyWrite create(ResourceType type, JsonNode body) {
        ObjectNode object = decoded(type, body);
        type.applyDefaults(object);
        FieldErrors errors = new FieldErrors();
        String refusal = type.strategy().admit(object, EMPTY);
        if (refusal != null) {
            return new StrategyWrite(null, refusal, errors);
        }
        type.strategy().prepareForCreate(object, EMPTY);
        type.strategy().validate(object, errors);
        if (errors.isEmpty()) {
            type.strategy().allocate(object, null, EMPTY, errors);
        }
        return new StrategyWrite(decoded(type, object), null, errors);
    }

    static StrategyWrite update(ResourceType type, JsonNode body, JsonNode current) {
        ObjectNode object = decoded(type, body);
        ObjectNode before = decoded(type, current);
        type.applyDefaults(object);
        type.strategy().prepareForUpdate(object, before, EMPTY);
        FieldErrors errors = new FieldErrors();
        type.strategy().validateUpdate(object, before, errors);
        if (errors.isEmpty()) {
            type.strategy().allocate(object, before, EMPTY, errors);
        }
        return new StrategyWrite(decoded(type, object), null, errors);
    }

    private static ObjectNode decoded(ResourceType type, JsonNode body) {
        ObjectNode object = body.deepCopy();
        if (type.namespaced()) {
            object.withObjectProperty("metadata").put("namespace", "kinds");
        }
        return type.schema().decode(object).object();
    }

    /** The object as it is stored, of a write that admission let pass. */
    ObjectNode object() {
        return Objects.requireNonNull(stored);
    }

    /** Each error as a cause of the Status body. */
    List<String> causes() {
        List<String> causes = new ArrayList<>();
        for (FieldErrors.FieldError error : errors.list()) {
            causes.add(error.reason() + " " + error.field() + " " + error.message());
        }
        return causes;
    }
}
