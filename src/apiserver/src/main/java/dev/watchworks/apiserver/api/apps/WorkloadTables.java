package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.validation.LabelSelectorValidation;
import dev.watchworks.apiserver.validation.LabelValidation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of what makes pods from a template. */
public final class WorkloadTables {

    private WorkloadTables() {}

    /** The columns of deployments. */
    public static TableConvertor deployments() {
        return new TableConvertor(PrinterColumns.of("deployments"), WorkloadTables::deployment);
    }

    /** The columns of replica sets. */
    public static TableConvertor replicaSets() {
        return new TableConvertor(PrinterColumns.of("replicasets"), WorkloadTables::replicaSet);
    }

    /** The columns of stateful sets. */
    public static TableConvertor statefulSets() {
        return new TableConvertor(PrinterColumns.of("statefulsets"), WorkloadTables::statefulSet);
    }

    /** The columns of daemon sets. */
    public static TableConvertor daemonSets() {
        return new TableConvertor(PrinterColumns.of("daemonsets"), WorkloadTables::daemonSet);
    }

    private static List<Object> statefulSet(ObjectNode set, Instant now) {
        return List.of(
                text(set, "metadata", "name"),
                number(set, "status", "readyReplicas") + "/" + number(set, "spec", "replicas"),
                HumanDuration.of(set, now),
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
                LabelValidation.print(set.at("/spec/template/spec/nodeSelector")),
                HumanDuration.of(set, now),
                ofContainers(set, "name"),
                ofContainers(set, "image"),
                LabelSelectorValidation.print(set.path("spec").path("selector")));
    }

    private static List<Object> deployment(ObjectNode deployment, Instant now) {
        JsonNode status = deployment.path("status");
        return List.of(
                text(deployment, "metadata", "name"),
                number(status, "readyReplicas") + "/" + number(deployment, "spec", "replicas"),
                number(status, "updatedReplicas"),
                number(status, "availableReplicas"),
                HumanDuration.of(deployment, now),
                ofContainers(deployment, "name"),
                ofContainers(deployment, "image"),
                LabelSelectorValidation.print(deployment.path("spec").path("selector")));
    }

    private static List<Object> replicaSet(ObjectNode set, Instant now) {
        return List.of(
                text(set, "metadata", "name"),
                number(set, "spec", "replicas"),
                number(set, "status", "replicas"),
                number(set, "status", "readyReplicas"),
                HumanDuration.of(set, now),
                ofContainers(set, "name"),
                ofContainers(set, "image"),
                orNone(LabelSelectorValidation.print(set.path("spec").path("selector"))));
    }

    /** What the containers of its template have in a field, one after the other. */
    public static String ofContainers(ObjectNode workload, String field) {
        return objects(workload, "spec", "template", "spec", "containers").stream()
                .map(container -> text(container, field))
                .collect(Collectors.joining(","));
    }
}
