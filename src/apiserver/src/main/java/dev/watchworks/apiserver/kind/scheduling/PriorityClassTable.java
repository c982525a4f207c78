package dev.watchworks.apiserver.kind.scheduling;

import static dev.watchworks.apiserver.kind.ObjectFields.number;
import static dev.watchworks.apiserver.kind.ObjectFields.text;

import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.util.List;

/** The columns of priority classes. */
public final class PriorityClassTable {

    private PriorityClassTable() {}

    /** The columns of priority classes. */
    public static TableColumns columns() {
        return new TableColumns(
                RecordedColumns.of("priorityclasses"),
                (priorityClass, now) -> List.of(
                        text(priorityClass, "metadata", "name"),
                        number(priorityClass, "value"),
                        priorityClass.path("globalDefault").asBoolean(),
                        Age.of(priorityClass, now),
                        text(priorityClass, "preemptionPolicy")));
    }
}
