package dev.watchworks.apiserver.kind.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.ClusterView;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.status.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A write of an object as the registry does it, as far as it is the kind's. */
record Writing(@Nullable ObjectNode stored, @Nullable String refusal, FieldErrors errors) {
    private static final ClusterView EMPTY = groupResource -> List.of();

    static Writing create(ResourceType type, JsonNode body) {
        ObjectNode object = decoded(type, body);
        type.strategy().applyDefaults(object);
        FieldErrors errors = new FieldErrors();
        String refusal = type.strategy().admit(object, EMPTY);
        if (refusal != null) {
            return new Writing(null, refusal, errors);
        }
        type.strategy().prepareForCreate(object, EMPTY);
        type.strategy().validate(object, errors);
        if (errors.isEmpty()) {
            type.strategy().allocate(object, null, EMPTY, errors);
        }
        return new Writing(decoded(type, object), null, errors);
    }

    static Writing update(ResourceType type, JsonNode body, JsonNode current) {
        ObjectNode object = decoded(type, body);
        ObjectNode before = decoded(type, current);
        type.strategy().applyDefaults(object);
        type.strategy().prepareForUpdate(object, before, EMPTY);
        FieldErrors errors = new FieldErrors();
        type.strategy().validateUpdate(object, before, errors);
        if (errors.isEmpty()) {
            type.strategy().allocate(object, before, EMPTY, errors);
        }
        return new Writing(decoded(type, object), null, errors);
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
