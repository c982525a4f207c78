package dev.watchworks.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.PatchMeta;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Merges the items of two lists: objects by their merge key, plain values by equality. */
final class ListMerge {
    private final PatchMeta schema;
    private final String key;

    ListMerge(PatchMeta schema) {
        this.schema = schema;
        this.key = schema.mergeKey();
    }

    /** Returns the list of a patch for an object without the list; items with the same key stay, as they are not merged. */
    ArrayNode add(ArrayNode patch, List<JsonNode> order) {
        ArrayNode added = Json.array();
        for (JsonNode item : patch) {
            if (!item.has("$patch")) {
                added.add(StrategicMergePatch.withoutDirectives(item));
            }
        }
        if (!order.isEmpty()) {
            List<JsonNode> plain = new ArrayList<>();
            added.forEach(plain::add);
            checkOrder(plain, order);
        }
        return added;
    }

    /** Merges the items of a patch into a list. */
    ArrayNode merge(ArrayNode current, ArrayNode patch, List<JsonNode> order, List<JsonNode> deletions) {
        List<JsonNode> before = new ArrayList<>();
        current.forEach(before::add);
        List<JsonNode> merged = new ArrayList<>(before);
        merged.removeIf(item -> position(deletions, item) >= 0);
        List<JsonNode> plain = new ArrayList<>();
        for (JsonNode item : patch) {
            String directive = item.path("$patch").asText();
            if (directive.equals("replace")) {
                merged.clear();
            } else if (!directive.equals("delete")) {
                plain.add(item.deepCopy());
            }
        }
        if (!order.isEmpty()) {
            checkOrder(plain, order);
        }
        for (JsonNode item : patch) {
            mergeItem(merged, item);
        }
        ArrayNode result = Json.array();
        if (!key.isEmpty()) {
            // The order of the list before decides about the items that the patch does not order. When the patch has an
            // order, Go reads that list after the merge, and deleted items have made places for added ones.
            int length = order.isEmpty() ? before.size() - deleted(before, patch) : before.size();
            before = List.copyOf(merged.subList(0, Math.min(length, merged.size())));
        }
        return result.addAll(ordered(merged, before, order.isEmpty() ? plain : order));
    }

    /** The number of items that a patch deletes. */
    private int deleted(List<JsonNode> before, ArrayNode patch) {
        int deleted = 0;
        for (JsonNode item : patch) {
            if (item.path("$patch").asText().equals("delete")) {
                deleted += (int) before.stream()
                        .filter(other -> item.path(key).equals(other.path(key)))
                        .count();
            }
        }
        return deleted;
    }

    /** Throws when the items of a patch are not in the order of its {@code $setElementOrder}. */
    private void checkOrder(List<JsonNode> plain, List<JsonNode> order) {
        int from = 0;
        for (JsonNode item : plain) {
            int position = position(order.subList(from, order.size()), item);
            if (position < 0) {
                throw ApiErrors.bare("The order in patch list:\n" + GoFormat.of(plain)
                        + "\n doesn't match $setElementOrder list:\n" + GoFormat.of(order) + "\n");
            }
            from += position + 1;
        }
    }

    private void mergeItem(List<JsonNode> merged, JsonNode item) {
        if (!(item instanceof ObjectNode object) || key.isEmpty()) {
            if (position(merged, item) < 0) {
                merged.add(item);
            }
            return;
        }
        String directive = object.path("$patch").asText();
        if (directive.equals("replace")) {
            return;
        }
        JsonNode identity = object.get(key);
        if (identity == null) {
            throw ApiErrors.bare("map: " + GoFormat.of(object) + " does not contain declared merge key: " + key);
        }
        if (directive.equals("delete")) {
            merged.removeIf(other -> identity.equals(other.get(key)));
            return;
        }
        if (!directive.isEmpty() && !directive.equals("merge")) {
            throw StrategicMergePatch.unknownDirective(object);
        }
        int position = position(merged, object);
        ObjectNode target = position >= 0 && merged.get(position) instanceof ObjectNode known ? known : Json.object();
        ObjectNode result = StrategicMergePatch.apply(target, object, schema);
        if (position >= 0) {
            merged.set(position, result);
        } else {
            merged.add(result);
        }
    }

    /**
     * Returns the items that {@code order} lists, in that order, with the other items inserted where they were in the
     * list before. Items with the same key all stay.
     */
    private List<JsonNode> ordered(List<JsonNode> merged, List<JsonNode> before, List<JsonNode> order) {
        List<JsonNode> named = new ArrayList<>(merged);
        named.removeIf(item -> position(order, item) < 0);
        named.sort(Comparator.comparing(item -> position(order, item)));
        List<JsonNode> others = new ArrayList<>(merged);
        others.removeIf(item -> position(order, item) >= 0);
        others.sort(Comparator.comparing(item -> position(before, item)));
        int from = 0;
        for (JsonNode item : others) {
            int place = position(before, item);
            while (from < named.size() && !(position(before, named.get(from)) > place)) {
                from++;
            }
            named.add(from, item);
            from++;
        }
        return named;
    }

    private int position(List<JsonNode> items, JsonNode wanted) {
        for (int index = 0; index < items.size(); index++) {
            JsonNode item = items.get(index);
            boolean same = key.isEmpty() || !item.isObject()
                    ? item.equals(wanted)
                    : item.path(key).equals(wanted.path(key));
            if (same) {
                return index;
            }
        }
        return -1;
    }
}
