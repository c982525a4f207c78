package dev.watchworks.apiserver.kind.service;

import static dev.watchworks.apiserver.kind.ObjectFields.at;
import static dev.watchworks.apiserver.kind.ObjectFields.number;
import static dev.watchworks.apiserver.kind.ObjectFields.objects;
import static dev.watchworks.apiserver.kind.ObjectFields.text;
import static dev.watchworks.apiserver.kind.ObjectFields.texts;
import static dev.watchworks.apiserver.kind.table.Cells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.selector.Labels;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns of services. */
public final class ServiceTable {

    private ServiceTable() {}

    /** The columns, and how a service fills them. */
    public static TableColumns columns() {
        return new TableColumns(RecordedColumns.of("services"), ServiceTable::row);
    }

    private static List<Object> row(ObjectNode service, Instant now) {
        return List.of(
                text(service, "metadata", "name"),
                text(service, "spec", "type"),
                orNone(at(service, "spec", "clusterIPs").path(0).asText("")),
                external(service),
                orNone(ports(service)),
                Age.of(service, now),
                Labels.print(service.path("spec").path("selector")));
    }

    private static String external(ObjectNode service) {
        List<String> addresses = texts(service, "spec", "externalIPs");
        return switch (text(service, "spec", "type")) {
            case "ClusterIP", "NodePort" -> orNone(String.join(",", addresses));
            case "LoadBalancer" -> {
                TreeSet<String> balanced = new TreeSet<>();
                for (ObjectNode ingress : objects(service, "status", "loadBalancer", "ingress")) {
                    String address = text(ingress, "ip");
                    balanced.add(address.isEmpty() ? text(ingress, "hostname") : address);
                }
                balanced.addAll(addresses);
                yield balanced.isEmpty() ? "<pending>" : String.join(",", balanced);
            }
            case "ExternalName" -> text(service, "spec", "externalName");
            default -> "<unknown>";
        };
    }

    private static String ports(ObjectNode service) {
        return objects(service, "spec", "ports").stream()
                .map(port -> {
                    long node = number(port, "nodePort");
                    return number(port, "port") + (node > 0 ? ":" + node : "") + "/" + text(port, "protocol");
                })
                .collect(Collectors.joining(","));
    }
}
