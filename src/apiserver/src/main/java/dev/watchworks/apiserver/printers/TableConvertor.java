package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DataFile;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The columns that {@code kubectl get} shows for a kind, as the server prints them (Kubernetes'
 * {@code rest.TableConvertor}). They are read at the first use, because most runs need no table.
 *
 * <p>{@code columns.txt} has one column on each line, with the fields resource, name, type, format, priority, cell and
 * description between tabs. The cell is a {@link CellExpression} of this project; the other fields are recorded from a
 * real API server.
 */
public final class TableConvertor {
    private final Supplier<List<TableColumnDefinition>> definition;
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
        this(() -> read(plural));
    }

    /** Uses columns that are made at the first use. */
    public TableConvertor(Supplier<List<TableColumnDefinition>> columns) {
        definition = columns;
    }

    /** The columns that most resources have, with the same descriptions: name and age. */
    public static List<TableColumnDefinition> nameAndAge() {
        return read("configmaps").stream()
                .filter(column -> column.name().equals("Name") || column.name().equals("Age"))
                .toList();
    }

    /** The definitions, in order. */
    public List<TableColumnDefinition> columns() {
        List<TableColumnDefinition> read = columns;
        if (read == null) {
            read = definition.get();
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

    /** The columns of a resource, such as {@code pods}, in order, or name and age when none are recorded. */
    private static List<TableColumnDefinition> read(String plural) {
        List<TableColumnDefinition> recorded = DataFile.lines(TableConvertor.class, "columns.txt").stream()
                .filter(line -> line.startsWith(plural + "\t"))
                .map(TableConvertor::parse)
                .toList();
        return recorded.isEmpty() ? nameAndAge() : recorded;
    }

    private static TableColumnDefinition parse(String line) {
        String[] fields = line.split("\t", 7);
        return new TableColumnDefinition(
                fields[1],
                fields[2],
                fields[3],
                fields[6].replace("\\n", "\n"),
                Integer.parseInt(fields[4]),
                CellExpression.parse(fields[5]).orEmptyText());
    }
}
