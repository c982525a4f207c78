package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** The columns of namespaces and nodes. */
public final class ClusterTables {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE_LABEL = "kubernetes.io/role";

    private ClusterTables() {}

    /** The columns of namespaces. */
    public static TableConvertor namespaces() {
        return new TableConvertor(PrinterColumns.of("namespaces"), ClusterTables::namespace);
    }

    /** The columns of nodes. */
    public static TableConvertor nodes() {
        return new TableConvertor(PrinterColumns.of("nodes"), ClusterTables::node);
    }

    private static List<Object> namespace(ObjectNode namespace, Instant now) {
        return List.of(
                text(namespace, "metadata", "name"),
                text(namespace, "status", "phase"),
                HumanDuration.of(namespace, now));
    }

    private static List<Object> node(ObjectNode node, Instant now) {
        return List.of(
                text(node, "metadata", "name"),
                status(node),
                orNone(String.join(",", roles(node))),
                HumanDuration.of(node, now),
                text(node, "status", "nodeInfo", "kubeletVersion"),
                address(node, "InternalIP"),
                address(node, "ExternalIP"),
                information(node, "osImage"),
                information(node, "kernelVersion"),
                information(node, "containerRuntimeVersion"));
    }

    private static String status(ObjectNode node) {
        String ready = "Unknown";
        for (ObjectNode condition : objects(node, "status", "conditions")) {
            if (text(condition, "type").equals("Ready")) {
                ready = text(condition, "status").equals("True") ? "Ready" : "NotReady";
            }
        }
        return node.path("spec").path("unschedulable").asBoolean() ? ready + ",SchedulingDisabled" : ready;
    }

    private static TreeSet<String> roles(ObjectNode node) {
        TreeSet<String> roles = new TreeSet<>();
        for (String label : keys(node, "metadata", "labels")) {
            if (label.startsWith(ROLE_PREFIX) && label.length() > ROLE_PREFIX.length()) {
                roles.add(label.substring(ROLE_PREFIX.length()));
            } else if (label.equals(ROLE_LABEL)
                    && !text(node, "metadata", "labels", label).isEmpty()) {
                roles.add(text(node, "metadata", "labels", label));
            }
        }
        return roles;
    }

    private static String address(ObjectNode node, String type) {
        for (ObjectNode address : objects(node, "status", "addresses")) {
            if (text(address, "type").equals(type)) {
                return text(address, "address");
            }
        }
        return orNone("");
    }

    private static String information(ObjectNode node, String field) {
        String value = text(node, "status", "nodeInfo", field);
        return value.isEmpty() ? "<unknown>" : value;
    }
}
