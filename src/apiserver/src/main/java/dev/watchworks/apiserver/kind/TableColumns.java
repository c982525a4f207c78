package dev.watchworks.apiserver.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The columns that {@code kubectl get} shows for a kind, as the server prints them (Kubernetes'
 * {@code printers/internalversion}).
 *
 * @param columns definitions, in order
 * @param row the cells of one object at a moment, one for each column: String, Long, Integer or Boolean
 */
public record TableColumns(List<Column> columns, BiFunction<ObjectNode, Instant, List<Object>> row) {

    /**
     * @param name heading, such as {@code Ready}
     * @param type OpenAPI type, such as {@code string}
     * @param format OpenAPI format, such as {@code name}; may be empty
     * @param description sentence that the API carries with the column
     * @param priority 0 always shown, 1 with {@code -o wide} only
     */
    public record Column(String name, String type, String format, String description, int priority) {}

    public TableColumns {
        columns = List.copyOf(columns);
    }
}
