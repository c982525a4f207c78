package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** The order of values of any type (structured-merge-diff's {@code value/value.go}). */
final class ValueOrder {
    private ValueOrder() {}

    /** Compares values of any type: numbers come first, then texts, booleans, lists, objects and null. */
    static int compare(JsonNode left, JsonNode right) {
        int rank = Integer.compare(rank(left), rank(right));
        if (rank != 0) {
            return rank;
        }
        return switch (left.getNodeType()) {
            case NUMBER -> left.decimalValue().compareTo(right.decimalValue());
            case STRING -> left.textValue().compareTo(right.textValue());
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareLists(left.elements(), right.elements());
            case OBJECT -> compareObjects(left, right);
            default -> 0;
        };
    }

    private static int rank(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> 0;
            case STRING -> 1;
            case BOOLEAN -> 2;
            case ARRAY -> 3;
            case OBJECT -> 4;
            default -> 5;
        };
    }

    private static int compareLists(Iterator<JsonNode> left, Iterator<JsonNode> right) {
        while (left.hasNext() && right.hasNext()) {
            int order = compare(left.next(), right.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int compareObjects(JsonNode left, JsonNode right) {
        Iterator<Map.Entry<String, JsonNode>> ours = fields(left);
        Iterator<Map.Entry<String, JsonNode>> theirs = fields(right);
        while (ours.hasNext() && theirs.hasNext()) {
            Map.Entry<String, JsonNode> one = ours.next();
            Map.Entry<String, JsonNode> other = theirs.next();
            int order = one.getKey().compareTo(other.getKey());
            order = order == 0 ? compare(one.getValue(), other.getValue()) : order;
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(ours.hasNext(), theirs.hasNext());
    }

    private static Iterator<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        return sorted.entrySet().iterator();
    }
}
