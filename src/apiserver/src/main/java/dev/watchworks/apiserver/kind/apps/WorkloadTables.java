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
import dev.watchworks.apiserver.kind.selector.Labels;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of what makes pods from a template. */
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

    /** The columns of stateful sets. */
    public static TableColumns statefulSets() {
        return new TableColumns(RecordedColumns.of("statefulsets"), WorkloadTables::statefulSet);
    }

    /** The columns of daemon sets. */
    public static TableColumns daemonSets() {
        return new TableColumns(RecordedColumns.of("daemonsets"), WorkloadTables::daemonSet);
    }

    private static List<Object> statefulSet(ObjectNode set, Instant now) {
        return List.of(
                text(set, "metadata", "name"),
                number(set, "status", "readyReplicas") + "/" + number(set, "spec", "replicas"),
                Age.of(set, now),
                ofContainers(set, "name"),
                ofContainers(set, "image"));
    }

    private static List<Object> daemonSet(ObjectNode set, Instant now) {
        JsonNode status = set.path("status");
        return List.of(
                text(set, "metadata", "name"),
                number(status, "desiredNumberScheduled"),
                number(status, "currentNumberScheduled"),
                number(status, "numberReady"),
                number(status, "updatedNumberScheduled"),
                number(status, "numberAvailable"),
                Labels.print(set.at("/spec/template/spec/nodeSelector")),
                Age.of(set, now),
                ofContainers(set, "name"),
                ofContainers(set, "image"),
                LabelSelectors.print(set.path("spec").path("selector")));
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

    /** What the containers of its template have in a field, one after the other. */
    public static String ofContainers(ObjectNode workload, String field) {
        return objects(workload, "spec", "template", "spec", "containers").stream()
                .map(container -> text(container, field))
                .collect(Collectors.joining(","));
    }
}
