package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@code kubectl get} shows for a kind, as the server prints them (Kubernetes'
 * {@code rest.TableConvertor}). They are read at the first use, because most runs need no table.
 */
public final class TableConvertor {
    private final String plural;
    private volatile @Nullable List<TableColumnDefinition> columns;

    /**
     * A column, in the form of meta/v1 {@code TableColumnDefinition}.
     *
     * @param name the heading, such as {@code Ready}
     * @param type OpenAPI type, such as {@code string}
     * @param format OpenAPI format, such as {@code name}; may be empty
     * @param description sentence that the API carries with the column
     * @param priority 0 always shown, 1 with {@code -o wide} only
     * @param cell computes the column's cells
     */
    public record TableColumnDefinition(
            String name, String type, String format, String description, int priority, CellExpression cell) {}

    /** Uses the recorded columns of a resource, such as {@code pods}, or name and age when none are recorded. */
    public TableConvertor(String plural) {
        this.plural = plural;
    }

    /** The definitions, in order. */
    public List<TableColumnDefinition> columns() {
        List<TableColumnDefinition> read = columns;
        if (read == null) {
            read = PrinterColumns.of(plural);
            columns = read;
        }
        return read;
    }

    /** The cells of an object's row at a time, one for each column. */
    public List<JsonNode> cells(ObjectNode object, Instant now) {
        return columns().stream()
                .map(column -> column.cell().evaluate(object, now))
                .toList();
    }
}
