package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.validation.LabelValidation;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The columns of services. */
public final class ServiceTable {

    private ServiceTable() {}

    /** The columns, and how a service fills them. */
    public static TableConvertor columns() {
        return new TableConvertor(PrinterColumns.of("services"), ServiceTable::row);
    }

    private static List<Object> row(ObjectNode service, Instant now) {
        return List.of(
                text(service, "metadata", "name"),
                text(service, "spec", "type"),
                orNone(at(service, "spec", "clusterIPs").path(0).asText("")),
                external(service),
                orNone(ports(service)),
                HumanDuration.of(service, now),
                LabelValidation.print(service.path("spec").path("selector")));
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
