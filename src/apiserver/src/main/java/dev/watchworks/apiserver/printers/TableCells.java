package dev.watchworks.apiserver.printers;

import java.util.List;

/** Ways to write a cell that several kinds share. */
public final class TableCells {
    /** What stands where there is nothing. */
    public static final String NONE = "<none>";

    private static final int SHOWN = 3;

    private TableCells() {}

    /** The text, or {@code <none>}. */
    public static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    /** The first three, and how many more there are: {@code a,b,c + 2 more...}. */
    public static String firstOf(List<String> all) {
        if (all.size() <= SHOWN) {
            return String.join(",", all);
        }
        return String.join(",", all.subList(0, SHOWN)) + " + " + (all.size() - SHOWN) + " more...";
    }
}
