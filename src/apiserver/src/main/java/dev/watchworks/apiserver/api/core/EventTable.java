package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The columns of events. */
public final class EventTable {

    private EventTable() {}

    /** The columns, and how an event fills them. */
    public static TableConvertor columns() {
        return new TableConvertor(PrinterColumns.of("events"), EventTable::row);
    }

    private static List<Object> row(ObjectNode event, Instant now) {
        boolean series = event.path("series").isObject();
        String first = HumanDuration.since(firstOf(text(event, "firstTimestamp"), text(event, "eventTime")), now);
        String last =
                text(event, "lastTimestamp").isEmpty() ? first : HumanDuration.since(text(event, "lastTimestamp"), now);
        long count = series ? number(event, "series", "count") : Math.max(1, number(event, "count"));
        return List.of(
                series ? HumanDuration.since(text(event, "series", "lastObservedTime"), now) : last,
                text(event, "type"),
                text(event, "reason"),
                involved(event),
                text(event, "involvedObject", "fieldPath"),
                source(event),
                text(event, "message").strip(),
                first,
                count,
                text(event, "metadata", "name"));
    }

    private static String involved(ObjectNode event) {
        String kind = text(event, "involvedObject", "kind").toLowerCase(Locale.ROOT);
        String name = text(event, "involvedObject", "name");
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(ObjectNode event) {
        String component = firstOf(text(event, "source", "component"), text(event, "reportingComponent"));
        String instance = firstOf(text(event, "source", "host"), text(event, "reportingInstance"));
        return instance.isEmpty() ? component : component + ", " + instance;
    }

    private static String firstOf(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
