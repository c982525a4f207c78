package dev.watchworks.apiserver.kind.apps;

import static dev.watchworks.apiserver.kind.ObjectFields.number;
import static dev.watchworks.apiserver.kind.ObjectFields.objects;
import static dev.watchworks.apiserver.kind.ObjectFields.text;
import static dev.watchworks.apiserver.kind.table.Cells.orNone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.selector.LabelSelectors;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of deployments and replica sets. */
public final class WorkloadTables {

    private WorkloadTables() {}

    /** The columns of deployments. */
    public static TableColumns deployments() {
        return new TableColumns(RecordedColumns.of("deployments"), WorkloadTables::deployment);
    }

    /** The columns of replica sets. */
    public static TableColumns replicaSets() {
        return new TableColumns(RecordedColumns.of("replicasets"), WorkloadTables::replicaSet);
    }

    private static List<Object> deployment(ObjectNode deployment, Instant now) {
        JsonNode status = deployment.path("status");
        return List.of(
                text(deployment, "metadata", "name"),
                number(status, "readyReplicas") + "/" + number(deployment, "spec", "replicas"),
                number(status, "updatedReplicas"),
                number(status, "availableReplicas"),
                Age.of(deployment, now),
                ofContainers(deployment, "name"),
                ofContainers(deployment, "image"),
                LabelSelectors.print(deployment.path("spec").path("selector")));
    }

    private static List<Object> replicaSet(ObjectNode set, Instant now) {
        return List.of(
                text(set, "metadata", "name"),
                number(set, "spec", "replicas"),
                number(set, "status", "replicas"),
                number(set, "status", "readyReplicas"),
                Age.of(set, now),
                ofContainers(set, "name"),
                ofContainers(set, "image"),
                orNone(LabelSelectors.print(set.path("spec").path("selector"))));
    }

    private static String ofContainers(ObjectNode workload, String field) {
        return objects(workload, "spec", "template", "spec", "containers").stream()
                .map(container -> text(container, field))
                .collect(Collectors.joining(","));
    }
}
