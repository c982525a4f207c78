package dev.watchworks.apiserver.api.policy;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of resource quotas, limit ranges and pod disruption budgets. */
public final class PolicyTables {

    private PolicyTables() {}

    /** The columns of resource quotas. */
    public static TableConvertor quotas() {
        return new TableConvertor(PrinterColumns.of("resourcequotas"), PolicyTables::quota);
    }

    /** The columns of limit ranges. */
    public static TableConvertor limitRanges() {
        return new TableConvertor(
                PrinterColumns.of("limitranges"),
                (range, now) -> List.of(text(range, "metadata", "name"), text(range, "metadata", "creationTimestamp")));
    }

    /** The columns of pod disruption budgets. */
    public static TableConvertor budgets() {
        return new TableConvertor(
                PrinterColumns.of("poddisruptionbudgets"),
                (budget, now) -> List.of(
                        text(budget, "metadata", "name"),
                        orNotApplicable(at(budget, "spec", "minAvailable")),
                        orNotApplicable(at(budget, "spec", "maxUnavailable")),
                        number(budget, "status", "disruptionsAllowed"),
                        HumanDuration.of(budget, now)));
    }

    private static String orNotApplicable(JsonNode share) {
        return share.isMissingNode() || share.isNull() ? "N/A" : share.asText();
    }

    private static List<Object> quota(ObjectNode quota, Instant now) {
        List<String> requests = new ArrayList<>();
        List<String> limits = new ArrayList<>();
        Map<String, String> hard = new TreeMap<>();
        at(quota, "status", "hard")
                .properties()
                .forEach(entry -> hard.put(entry.getKey(), entry.getValue().asText()));
        hard.forEach((resource, amount) -> {
            String used = text(quota, "status", "used", resource);
            String shown = resource + ": " + (used.isEmpty() ? "0" : used) + "/" + amount;
            (resource.startsWith("limits.") ? limits : requests).add(shown);
        });
        return List.of(
                text(quota, "metadata", "name"),
                String.join(", ", requests),
                String.join(", ", limits),
                HumanDuration.of(quota, now));
    }
}
