package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current path while an object is decoded, and the errors so far. Like Go's decoder, decoding continues after an
 * error and reports the first one.
 */
final class DecodeState {
    private final List<String> unknownFields = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    private final Deque<String> fieldNames = new ArrayDeque<>();
    private String structName = "";
    private @Nullable String savedError;

    List<String> unknownFields() {
        return unknownFields;
    }

    void throwSavedError() {
        if (savedError != null) {
            throw new DecodeException(savedError);
        }
    }

    /** Records a value whose JSON shape does not fit its type. */
    void mismatch(JsonNode value, String goName) {
        mismatch(GoFormat.jsonType(value), goName);
    }

    void mismatch(String shape, String goName) {
        String place = fieldNames.isEmpty()
                ? "Go value"
                : "Go struct field " + structName + "." + String.join(".", fieldNames);
        saveError("json: cannot unmarshal " + shape + " into " + place + " of type " + goName);
    }

    /** Records an error, unless there is one already. */
    void saveError(String message) {
        if (savedError == null) {
            savedError = message;
        }
    }

    void unknownField(String name) {
        unknownFields.add(path.isEmpty() ? name : path + "." + name);
    }

    JsonNode field(String struct, String name, ValueType type, JsonNode value) {
        int length = path.length();
        String outerStruct = structName;
        path.append(length == 0 ? "" : ".").append(name);
        fieldNames.addLast(name);
        structName = struct;
        JsonNode written = type.read(value, this);
        structName = outerStruct;
        fieldNames.removeLast();
        path.setLength(length);
        return written;
    }

    /** Decodes an element of a list or map; {@code step} is its part of the path. */
    JsonNode element(String step, ValueType type, JsonNode value) {
        if (value.isNull()) {
            return type.zero();
        }
        int length = path.length();
        path.append(step);
        JsonNode written = type.read(value, this);
        path.setLength(length);
        return written;
    }
}
