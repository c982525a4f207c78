package dev.watchworks.apiserver.printers;

import dev.watchworks.apiserver.codec.schema.DataFile;
import dev.watchworks.apiserver.printers.TableConvertor.TableColumnDefinition;
import java.util.List;

/**
 * The columns of the built-in resources: {@code columns.txt} has one column on each line, with the fields resource,
 * name, type, format, priority, cell and description between tabs. The cell is a {@link CellExpression} of this
 * project; the other fields are recorded from a real API server.
 */
final class PrinterColumns {
    private static final List<String> LINES = DataFile.lines(PrinterColumns.class, "columns.txt");

    private PrinterColumns() {}

    /** The columns of a resource, such as {@code pods}, in order, or name and age when none are recorded. */
    static List<TableColumnDefinition> of(String plural) {
        List<TableColumnDefinition> columns = LINES.stream()
                .filter(line -> line.startsWith(plural + "\t"))
                .map(PrinterColumns::parse)
                .toList();
        return columns.isEmpty() ? nameAndAge() : columns;
    }

    /** Nearly every resource has these two, with the same descriptions. */
    private static List<TableColumnDefinition> nameAndAge() {
        return of("configmaps").stream()
                .filter(column -> column.name().equals("Name") || column.name().equals("Age"))
                .toList();
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
