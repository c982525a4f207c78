package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.printers.CellExpression;
import dev.watchworks.apiserver.printers.PrinterColumn;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.printers.TableConvertor.TableColumnDefinition;
import java.util.ArrayList;
import java.util.List;

/** The columns of a version's tables ({@code registry/customresource/tableconvertor}). */
final class CustomResourceColumns {
    private CustomResourceColumns() {}

    /** The name and the version's own columns; the name and the age when it has none. */
    static List<TableColumnDefinition> of(JsonNode version) {
        List<TableColumnDefinition> columns = new ArrayList<>(TableConvertor.nameAndAge());
        List<ObjectNode> own = NestedFields.objects(version, "additionalPrinterColumns");
        if (own.isEmpty()) {
            TableColumnDefinition age = columns.remove(1);
            columns.add(new TableColumnDefinition(
                    age.name(),
                    "date",
                    age.format(),
                    age.description(),
                    age.priority(),
                    PrinterColumn.cell(".metadata.creationTimestamp", "date")));
            return columns;
        }
        columns.remove(1);
        for (ObjectNode column : own) {
            CellExpression cell;
            try {
                cell = PrinterColumn.cell(NestedFields.text(column, "jsonPath"), NestedFields.text(column, "type"));
            } catch (IllegalArgumentException unreadable) {
                // A real server leaves out this column and all after it.
                return columns;
            }
            columns.add(column(column, cell));
        }
        return columns;
    }

    private static TableColumnDefinition column(ObjectNode column, CellExpression cell) {
        String description = NestedFields.text(column, "description");
        return new TableColumnDefinition(
                NestedFields.text(column, "name"),
                NestedFields.text(column, "type"),
                NestedFields.text(column, "format"),
                description.isEmpty()
                        ? "Custom resource definition column (in JSONPath format): "
                                + NestedFields.text(column, "jsonPath")
                        : description,
                (int) NestedFields.number(column, "priority"),
                cell);
    }
}
