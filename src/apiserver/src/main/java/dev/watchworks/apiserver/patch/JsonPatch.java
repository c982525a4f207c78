package dev.watchworks.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6902, as the library of a real server implements it: to replace an absent member adds it. A patch that cannot be
 * applied throws 422.
 */
public final class JsonPatch {
    private JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /** Applies all operations in order to {@code object}, which is changed, and returns the result. */
    public static ObjectNode apply(ObjectNode object, ArrayNode operations) {
        JsonPatch patch = new JsonPatch(object);
        operations.forEach(patch::operate);
        if (patch.document instanceof ObjectNode patched) {
            return patched;
        }
        throw ApiErrors.unprocessable();
    }

    private void operate(JsonNode operation) {
        String path = operation.path("path").asText();
        switch (operation.path("op").asText()) {
            case "add" -> add(path, value(operation));
            case "remove" -> remove(path);
            // A replacement without a value replaces by null.
            case "replace" -> replace(path, operation.has("value") ? value(operation) : NullNode.getInstance());
            case "move" -> {
                JsonNode moved = required(find(operation.path("from").asText()));
                remove(operation.path("from").asText());
                add(path, moved);
            }
            case "copy" ->
                add(path, required(find(operation.path("from").asText())).deepCopy());
            case "test" -> test(path, operation);
            default -> throw ApiErrors.unprocessable();
        }
    }

    private static JsonNode value(JsonNode operation) {
        return required(operation.get("value")).deepCopy();
    }

    private void test(String path, JsonNode operation) {
        JsonNode found = find(path);
        JsonNode wanted = operation.path("value");
        boolean bothAbsent = found == null && (wanted.isNull() || wanted.isMissingNode());
        if (!bothAbsent && (found == null || !SemanticEquality.deepEqual(found, wanted))) {
            throw ApiErrors.unprocessable();
        }
    }

    private void add(String path, JsonNode value) {
        List<String> tokens = tokens(path);
        if (tokens.isEmpty()) {
            document = value;
            return;
        }
        JsonNode parent = parent(tokens);
        String last = tokens.get(tokens.size() - 1);
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode list) {
            list.insert(last.equals("-") ? list.size() : index(last, list.size()), value);
        } else {
            throw ApiErrors.unprocessable();
        }
    }

    private void replace(String path, JsonNode value) {
        List<String> tokens = tokens(path);
        if (!tokens.isEmpty() && parent(tokens) instanceof ArrayNode list) {
            list.set(index(tokens.get(tokens.size() - 1), list.size() - 1), value);
        } else {
            add(path, value);
        }
    }

    private void remove(String path) {
        List<String> tokens = tokens(path);
        JsonNode parent = tokens.isEmpty() ? null : parent(tokens);
        if (parent instanceof ObjectNode object) {
            if (object.remove(tokens.get(tokens.size() - 1)) == null) {
                throw ApiErrors.unprocessable();
            }
        } else if (parent instanceof ArrayNode list) {
            list.remove(index(tokens.get(tokens.size() - 1), list.size() - 1));
        } else {
            throw ApiErrors.unprocessable();
        }
    }

    private static JsonNode required(@Nullable JsonNode node) {
        if (node == null) {
            throw ApiErrors.unprocessable();
        }
        return node;
    }

    private @Nullable JsonNode find(String path) {
        JsonNode node = document;
        for (String token : tokens(path)) {
            JsonNode next = node instanceof ArrayNode list
                    ? list.get(token.matches("[0-9]{1,9}") ? Integer.parseInt(token) : -1)
                    : node.get(token);
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private @Nullable JsonNode parent(List<String> tokens) {
        JsonNode node = document;
        for (String token : tokens.subList(0, tokens.size() - 1)) {
            node = node instanceof ArrayNode list ? list.get(index(token, list.size() - 1)) : node.path(token);
        }
        return node;
    }

    private static int index(String token, int most) {
        if (!token.matches("-?[0-9]{1,9}")) {
            throw ApiErrors.unprocessable();
        }
        int index = Integer.parseInt(token);
        if (index < 0) {
            index += most + 1;
        }
        if (index < 0 || index > most) {
            throw ApiErrors.unprocessable();
        }
        return index;
    }

    private static List<String> tokens(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        if (path.charAt(0) != '/') {
            throw ApiErrors.unprocessable();
        }
        List<String> tokens = new ArrayList<>();
        for (String token : path.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return tokens;
    }
}
