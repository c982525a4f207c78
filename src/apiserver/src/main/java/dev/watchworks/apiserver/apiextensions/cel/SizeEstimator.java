package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the size of a value in the schema (Kubernetes' {@code schema/cel.sizeEstimator}). */
final class SizeEstimator {
    private final DeclType root;

    SizeEstimator(DeclType root) {
        this.root = root;
    }

    /** The size by the schema's limits; null when the path does not lead to a part of the schema. */
    @Nullable
    Estimate schemaSize(List<String> path) {
        if (path.isEmpty()) {
            return null;
        }
        DeclType type = root;
        for (String step : path.subList(1, path.size())) {
            type = switch (step) {
                case "@items", "@values" -> type.element();
                case "@keys" -> type.key();
                default -> type.fields().get(step);
            };
            if (type == null) {
                return null;
            }
        }
        return new Estimate(0, type.maxElements());
    }

    /** The size of values that all have one; null for others. */
    static @Nullable Estimate typeSize(@Nullable CelType type) {
        if (type instanceof OptionalType optional) {
            return typeSize(optional.parameters().get(0));
        }
        CelKind kind = type == null ? CelKind.DYN : type.kind();
        return switch (kind) {
            case BOOL, DOUBLE, DURATION, INT, TIMESTAMP, UINT -> Estimate.ONE;
            default -> null;
        };
    }

    /** The size of a node, or any size. */
    Estimate size(CostNode node) {
        if (node.size() != null) {
            return node.size();
        }
        Estimate size = schemaSize(node.path());
        return size == null ? Estimate.UNKNOWN : size;
    }

    /** The items of a list; null when the node is not a list. */
    static @Nullable CostNode items(CostNode list) {
        CelType type = list.type();
        if (type == null || type.parameters().isEmpty()) {
            return null;
        }
        List<String> path = new ArrayList<>(list.path());
        if (!path.isEmpty()) {
            path.add("@items");
        }
        return new CostNode(path, type.parameters().get(0), null, null);
    }
}
