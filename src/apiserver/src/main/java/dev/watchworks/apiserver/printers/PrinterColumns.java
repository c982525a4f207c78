package dev.watchworks.apiserver.printers;

import dev.watchworks.apiserver.printers.TableConvertor.TableColumnDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The column definitions that a real API server answered with: {@code columns.txt}, a column a line, its fields divided
 * by tabs: resource, name, type, format, priority, description.
 */
public final class PrinterColumns {
    private static final List<String> LINES = read();

    private PrinterColumns() {}

    /** The columns of a resource, such as {@code pods}, in order. */
    public static List<TableColumnDefinition> of(String plural) {
        List<TableColumnDefinition> columns = LINES.stream()
                .filter(line -> line.startsWith(plural + "\t"))
                .map(PrinterColumns::parse)
                .toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("columns.txt has none for " + plural);
        }
        return columns;
    }

    private static TableColumnDefinition parse(String line) {
        String[] fields = line.split("\t", 6);
        return new TableColumnDefinition(
                fields[1], fields[2], fields[3], fields[5].replace("\\n", "\n"), Integer.parseInt(fields[4]));
    }

    private static List<String> read() {
        try (InputStream file = Objects.requireNonNull(PrinterColumns.class.getResourceAsStream("columns.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
