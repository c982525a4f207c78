package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ==}, {@code !=} and {@code +} as Kubernetes defines them for lists that are sets or maps: the order does not
 * matter, and a sum has no duplicates (apiserver's {@code unstructuredSetList} and {@code unstructuredMapList}).
 */
final class ListSemantics {
    private final RuntimeEquality standard;

    ListSemantics(CelOptions options) {
        standard = RuntimeEquality.create(RuntimeHelpers.create(), options);
    }

    /** The functions that replace the language's own. */
    @SuppressWarnings("Immutable")
    List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("equals", Object.class, Object.class, this::areEqual),
                CelFunctionBinding.from(
                        "not_equals", Object.class, Object.class, (one, other) -> !areEqual(one, other)),
                CelFunctionBinding.from("add_list", List.class, List.class, this::sum));
    }

    private boolean areEqual(Object one, Object other) {
        if (one instanceof List<?> list && other instanceof List<?> others) {
            return list.size() == others.size() && haveEqualItems(list, others);
        }
        if (one instanceof ObjectView object && other instanceof Map<?, ?> map) {
            return object.size() == map.size()
                    && object.entrySet().stream()
                            .allMatch(field -> map.containsKey(field.getKey())
                                    && areEqual(field.getValue(), map.get(field.getKey())));
        }
        if (one instanceof JsonNode unknown && other instanceof JsonNode others) {
            return SemanticEquality.deepEqual(unknown, others);
        }
        return standard.objectEquals(one, other);
    }

    private boolean haveEqualItems(List<?> list, List<?> others) {
        if (list instanceof ListView view && view.isUnordered()) {
            return others.stream().allMatch(item -> list.stream().anyMatch(own -> areEqual(own, item)));
        }
        for (int index = 0; index < list.size(); index++) {
            if (!areEqual(list.get(index), others.get(index))) {
                return false;
            }
        }
        return true;
    }

    private List<Object> sum(List<?> one, List<?> other) {
        List<Object> sum = new ArrayList<>(one);
        for (Object item : other) {
            int same = one instanceof ListView view ? indexOf(sum, item, view) : -1;
            if (same < 0) {
                sum.add(item);
            } else {
                sum.set(same, item);
            }
        }
        return sum;
    }

    /** The item that a new one replaces: an equal one in a set, one with the same keys in a map. */
    private int indexOf(List<Object> items, Object item, ListView view) {
        for (int index = 0; view.isUnordered() && index < items.size(); index++) {
            boolean same = view.keys().isEmpty()
                    ? areEqual(items.get(index), item)
                    : haveEqualKeys(items.get(index), item, view.keys());
            if (same) {
                return index;
            }
        }
        return -1;
    }

    private boolean haveEqualKeys(Object one, Object other, List<String> keys) {
        return one instanceof Map<?, ?> map
                && other instanceof Map<?, ?> others
                && keys.stream()
                        .allMatch(key -> map.containsKey(key)
                                && others.containsKey(key)
                                && areEqual(map.get(key), others.get(key)));
    }
}
