package dev.watchworks.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.PatchMeta;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' own patch: like a merge patch, but it merges lists with a merge key item by item, and it can contain
 * directives ({@code apimachinery strategicpatch}).
 */
public final class StrategicMergePatch {
    private static final String PATCH = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE = "$deleteFromPrimitiveList/";

    private StrategicMergePatch() {}

    /** Applies a patch to {@code object} and returns the result; both arguments may be changed. */
    public static ObjectNode apply(ObjectNode object, ObjectNode patch, PatchMeta schema) {
        JsonNode directive = patch.remove(PATCH);
        if (directive != null) {
            switch (directive.asText()) {
                case "replace" -> {
                    return withoutDirectives(patch);
                }
                case "delete" -> {
                    return Json.object();
                }
                case "merge" -> {}
                default -> throw unknownDirective(patch.set(PATCH, directive));
            }
        }
        retainKeys(object, patch);
        for (Map.Entry<String, JsonNode> member : List.copyOf(patch.properties())) {
            String name = member.getKey();
            if (!name.startsWith("$")) {
                applyMember(object, patch, name, member.getValue(), schema.field(name));
            }
        }
        applyListDirectives(object, patch, schema);
        return object;
    }

    private static void applyMember(
            ObjectNode object, ObjectNode patch, String name, JsonNode value, PatchMeta schema) {
        JsonNode there = object.get(name);
        if (value.isNull()) {
            object.remove(name);
        } else if (value instanceof ObjectNode nested) {
            object.set(name, apply(there instanceof ObjectNode target ? target : Json.object(), nested, schema));
        } else if (value instanceof ArrayNode list && schema.merges()) {
            mergeList(object, patch, name, there instanceof ArrayNode target ? target : null, list, schema);
        } else {
            object.set(name, withoutDirectives(value));
        }
    }

    /** Applies the directives for lists that the patch does not contain. */
    private static void applyListDirectives(ObjectNode object, ObjectNode patch, PatchMeta schema) {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            for (String directive : List.of(ORDER, DELETE)) {
                if (member.getKey().startsWith(directive)) {
                    names.add(member.getKey().substring(directive.length()));
                }
            }
        }
        for (String name : names) {
            if (!patch.has(name) && object.get(name) instanceof ArrayNode list) {
                mergeList(object, patch, name, list, Json.array(), schema.field(name));
            }
        }
    }

    private static void mergeList(
            ObjectNode object,
            ObjectNode patch,
            String name,
            @Nullable ArrayNode target,
            ArrayNode list,
            PatchMeta schema) {
        List<JsonNode> order = items(patch, ORDER + name);
        ListMerge merge = new ListMerge(schema);
        object.set(
                name,
                target == null
                        ? merge.add(list, order)
                        : merge.merge(target, list, order, items(patch, DELETE + name)));
    }

    private static void retainKeys(ObjectNode object, ObjectNode patch) {
        JsonNode keys = patch.remove(RETAIN_KEYS);
        if (keys != null) {
            object.retain(NestedFields.texts(keys));
        }
    }

    private static List<JsonNode> items(ObjectNode patch, String directive) {
        List<JsonNode> items = new ArrayList<>();
        patch.path(directive).forEach(items::add);
        return items;
    }

    /** Removes directives and nulls from a value that replaces another one, and returns it. */
    static <T extends JsonNode> T withoutDirectives(T value) {
        if (value instanceof ObjectNode object) {
            object.properties()
                    .removeIf(member ->
                            member.getKey().startsWith("$") || member.getValue().isNull());
        }
        value.forEach(StrategicMergePatch::withoutDirectives);
        return value;
    }

    static RuntimeException unknownDirective(JsonNode patch) {
        return ApiErrors.bare("unknown patch type: " + patch.path(PATCH).asText() + " in map: " + GoFormat.of(patch));
    }
}
