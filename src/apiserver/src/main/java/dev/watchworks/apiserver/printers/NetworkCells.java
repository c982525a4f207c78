package dev.watchworks.apiserver.printers;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Cells of services, endpoints and ingresses. */
final class NetworkCells {

    private NetworkCells() {}

    static String externalIP(JsonNode service) {
        List<String> addresses = texts(service, "spec", "externalIPs");
        return switch (text(service, "spec", "type")) {
            case "ClusterIP", "NodePort" -> String.join(",", addresses);
            case "LoadBalancer" -> {
                TreeSet<String> balanced = new TreeSet<>(addresses);
                objects(service, "status", "loadBalancer", "ingress")
                        .forEach(ingress -> balanced.add(address(ingress)));
                yield balanced.isEmpty() ? "<pending>" : String.join(",", balanced);
            }
            case "ExternalName" -> text(service, "spec", "externalName");
            default -> "<unknown>";
        };
    }

    /** Such as {@code 80/TCP,443:30443/TCP}. */
    static String servicePorts(JsonNode service) {
        return objects(service, "spec", "ports").stream()
                .map(port -> {
                    long node = number(port, "nodePort");
                    return number(port, "port") + (node > 0 ? ":" + node : "") + "/" + text(port, "protocol");
                })
                .collect(Collectors.joining(","));
    }

    static String endpoints(JsonNode endpoints) {
        List<ObjectNode> subsets = objects(endpoints, "subsets");
        List<String> all = new ArrayList<>();
        for (ObjectNode subset : subsets) {
            List<ObjectNode> addresses = objects(subset, "addresses");
            List<ObjectNode> ports = objects(subset, "ports");
            if (ports.isEmpty()) {
                addresses.forEach(address -> all.add(text(address, "ip")));
            }
            for (ObjectNode port : ports) {
                addresses.forEach(address -> all.add(hostAndPort(text(address, "ip"), number(port, "port"))));
            }
        }
        return subsets.isEmpty() ? "<none>" : CellFunctions.firstThree(all);
    }

    private static String hostAndPort(String address, long port) {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
    }

    static String endpointSlicePorts(JsonNode slice) {
        List<String> ports = objects(slice, "ports").stream()
                .map(port -> has(port, "port")
                        ? String.valueOf(number(port, "port"))
                        : has(port, "name") ? text(port, "name") : "*")
                .toList();
        return ports.isEmpty() ? "<unset>" : CellFunctions.firstThree(ports);
    }

    static String ingressAddresses(List<JsonNode> ingresses) {
        return ingresses.stream().map(NetworkCells::address).collect(Collectors.joining(","));
    }

    private static String address(JsonNode ingress) {
        String address = text(ingress, "ip");
        return address.isEmpty() ? text(ingress, "hostname") : address;
    }

    /** Such as {@code IngressParameters.example.com/external}. */
    static String ingressClassParameters(JsonNode parameters) {
        String group = text(parameters, "apiGroup");
        return text(parameters, "kind") + (group.isEmpty() ? "" : "." + group) + "/" + text(parameters, "name");
    }
}
