package dev.watchworks.apiserver.api.scheduling;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.util.List;

/** The columns of priority classes. */
public final class PriorityClassTable {

    private PriorityClassTable() {}

    /** The columns of priority classes. */
    public static TableConvertor columns() {
        return new TableConvertor(
                PrinterColumns.of("priorityclasses"),
                (priorityClass, now) -> List.of(
                        text(priorityClass, "metadata", "name"),
                        number(priorityClass, "value"),
                        priorityClass.path("globalDefault").asBoolean(),
                        HumanDuration.of(priorityClass, now),
                        text(priorityClass, "preemptionPolicy")));
    }
}
