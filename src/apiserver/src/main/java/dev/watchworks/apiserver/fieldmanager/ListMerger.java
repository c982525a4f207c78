package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists whose items have identities. Items of the configuration keep its order; other items stay between their
 * neighbours (structured-merge-diff's {@code visitListItems}).
 */
final class ListMerger {
    private final MergeType structure;
    private final Items live;
    private final Items applied;

    /** The items of both lists in the configuration's order; the first is the next to come. */
    private final Deque<PathElement> shared = new ArrayDeque<>();

    private final Set<PathElement> merged = new HashSet<>();
    private final ArrayNode out = Json.array();

    ListMerger(MergeType structure, @Nullable JsonNode live, @Nullable JsonNode applied) {
        this.structure = structure;
        this.live = new Items(structure, live, true);
        this.applied = new Items(structure, applied, false);
        this.applied.elements.stream().filter(this.live.byElement::containsKey).forEach(shared::addLast);
    }

    /** The items of one list, by position and by identity. */
    private static final class Items {
        private final List<JsonNode> items = new ArrayList<>();
        private final List<PathElement> elements = new ArrayList<>();
        private final Map<PathElement, JsonNode> byElement = new HashMap<>();
        private int next;

        Items(MergeType structure, @Nullable JsonNode list, boolean allowsDuplicates) {
            if (list == null) {
                return;
            }
            for (JsonNode item : list) {
                PathElement element = PathElement.ofItem(structure, item);
                JsonNode earlier = byElement.putIfAbsent(element, item);
                if (earlier != null) {
                    if (!allowsDuplicates) {
                        throw new IllegalArgumentException("duplicate entries for key " + element.step());
                    }
                    // Items with the same identity are replaced, not merged.
                    byElement.put(element, NullNode.getInstance());
                }
                items.add(item);
                elements.add(element);
            }
        }

        boolean hasNext() {
            return next < elements.size();
        }

        PathElement peek() {
            return elements.get(next);
        }
    }

    @Nullable
    JsonNode merge() {
        while (live.hasNext() || applied.hasNext()) {
            step();
        }
        return out.isEmpty() ? null : out;
    }

    private void step() {
        if (live.hasNext() && applied.hasNext()) {
            PathElement element = live.peek();
            if (element.equals(applied.peek())) {
                live.next++;
                mergeApplied();
                shared.pollFirst();
                return;
            }
            PathElement nextShared = shared.peekFirst();
            if (applied.byElement.containsKey(element) && nextShared != null && !nextShared.equals(element)) {
                // A shared item, whose turn comes later.
                live.next++;
                return;
            }
        }
        if (live.hasNext()) {
            PathElement element = live.peek();
            if (!applied.byElement.containsKey(element)) {
                add(MergingWalker.merge(element.of(structure), live.items.get(live.next++), null));
                return;
            }
            if (merged.contains(element)) {
                live.next++;
            }
        }
        if (applied.hasNext()) {
            PathElement element = applied.peek();
            mergeApplied();
            if (element.equals(shared.peekFirst())) {
                shared.pollFirst();
            }
        }
    }

    private void mergeApplied() {
        PathElement element = applied.peek();
        applied.next++;
        merged.add(element);
        add(MergingWalker.merge(element.of(structure), live.byElement.get(element), applied.byElement.get(element)));
    }

    private void add(@Nullable JsonNode item) {
        if (item != null) {
            out.add(item);
        }
    }
}
