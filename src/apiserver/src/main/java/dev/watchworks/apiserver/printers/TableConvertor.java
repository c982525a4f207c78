package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@code kubectl get} shows for a kind, as the server prints them (Kubernetes'
 * {@code rest.TableConvertor}). They are read at the first use, because most runs never ask for a table.
 */
public final class TableConvertor {
    private final Supplier<List<TableColumnDefinition>> source;
    private volatile @Nullable List<TableColumnDefinition> columns;

    /**
     * A column, in the form of a custom resource's {@code additionalPrinterColumns}.
     *
     * @param name heading, such as {@code Ready}
     * @param type OpenAPI type, such as {@code string}
     * @param format OpenAPI format, such as {@code name}; may be empty
     * @param description sentence that the API carries with the column
     * @param priority 0 always shown, 1 with {@code -o wide} only
     * @param cell makes the column's cells; in the simplest case from a JSONPath
     */
    public record TableColumnDefinition(
            String name, String type, String format, String description, int priority, CellExpression cell) {}

    private TableConvertor(Supplier<List<TableColumnDefinition>> source) {
        this.source = source;
    }

    /** The recorded columns of a resource, such as {@code pods}; name and age where none are recorded. */
    public static TableConvertor of(String plural) {
        return new TableConvertor(() -> PrinterColumns.of(plural));
    }

    /** Columns of one's own. */
    public static TableConvertor of(List<TableColumnDefinition> columns) {
        List<TableColumnDefinition> copy = List.copyOf(columns);
        return new TableConvertor(() -> copy);
    }

    /** The definitions, in order. */
    public List<TableColumnDefinition> columns() {
        List<TableColumnDefinition> read = columns;
        if (read == null) {
            read = source.get();
            columns = read;
        }
        return read;
    }

    /** The cells of an object's row at a moment, one for each column; a null value where there is nothing. */
    public List<JsonNode> cells(ObjectNode object, Instant now) {
        return columns().stream()
                .map(column -> column.cell().evaluate(object, now))
                .toList();
    }
}
