package dev.watchworks.apiserver.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one value as a tree, and records members that occur more than once in an object, as Kubernetes' strict
 * decoding does ({@code sigs.k8s.io/json}).
 */
final class TreeReader {
    private final JsonParser parser;
    private List<String> duplicates = List.of();

    /** Expects a parser that has read the value's first token. */
    TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    Json.Parsed read() throws IOException {
        JsonNode value = value();
        return new Json.Parsed(value, duplicates);
    }

    private JsonNode value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members();
            case START_ARRAY -> items();
            case VALUE_STRING -> Json.text(parser.getText());
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> Json.NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> Json.NODES.booleanNode(true);
            case VALUE_FALSE -> Json.NODES.booleanNode(false);
            default -> Json.NODES.nullNode();
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> Json.NODES.numberNode(parser.getIntValue());
            case LONG -> Json.NODES.numberNode(parser.getLongValue());
            default -> Json.NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private ObjectNode members() throws IOException {
        ObjectNode object = Json.object();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int found = duplicates.size();
            parser.nextToken();
            if (object.replace(name, value()) != null) {
                addDuplicate(found, path(parser.getParsingContext()));
            }
        }
        return object;
    }

    private ArrayNode items() throws IOException {
        ArrayNode list = Json.array();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }

    /** Inserts a member before the duplicates inside of it. */
    private void addDuplicate(int index, String path) {
        if (duplicates.isEmpty()) {
            duplicates = new ArrayList<>();
        }
        if (!duplicates.contains(path)) {
            duplicates.add(index, path);
        }
    }

    private static String path(JsonStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String outer = path(context.getParent());
        if (context.inArray()) {
            return outer + '[' + context.getCurrentIndex() + ']';
        }
        return outer.isEmpty() ? context.getCurrentName() : outer + '.' + context.getCurrentName();
    }
}
