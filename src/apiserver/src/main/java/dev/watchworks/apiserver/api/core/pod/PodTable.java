package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;

/** The columns of pods. */
public final class PodTable {

    private PodTable() {}

    /** The columns, and how a pod fills them. */
    public static TableConvertor columns() {
        return new TableConvertor(PrinterColumns.of("pods"), PodTable::row);
    }

    private static List<Object> row(ObjectNode pod, Instant now) {
        PodSummary summary = PodSummary.of(pod);
        return List.of(
                text(pod, "metadata", "name"),
                summary.readyContainers() + "/" + summary.containers(),
                summary.reason(),
                restarts(summary, now),
                HumanDuration.of(pod, now),
                orNone(at(pod, "status", "podIPs").path(0).path("ip").asText("")),
                orNone(text(pod, "spec", "nodeName")),
                orNone(text(pod, "status", "nominatedNodeName")),
                readinessGates(pod));
    }

    private static String restarts(PodSummary summary, Instant now) {
        return summary.restarts() == 0 || summary.lastRestart().isEmpty()
                ? String.valueOf(summary.restarts())
                : summary.restarts() + " (" + HumanDuration.since(summary.lastRestart(), now) + " ago)";
    }

    private static String readinessGates(ObjectNode pod) {
        List<ObjectNode> gates = objects(pod, "spec", "readinessGates");
        if (gates.isEmpty()) {
            return orNone("");
        }
        long open = gates.stream()
                .filter(gate -> objects(pod, "status", "conditions").stream()
                        .anyMatch(condition -> text(condition, "type").equals(text(gate, "conditionType"))
                                && text(condition, "status").equals("True")))
                .count();
        return open + "/" + gates.size();
    }
}
