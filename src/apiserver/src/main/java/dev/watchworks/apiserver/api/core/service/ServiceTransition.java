package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Completes an update of a service: keeps allocated addresses and ports that the new spec leaves out, and drops those
 * that its type does not have.
 */
final class ServiceTransition {
    private static final List<String> ADDRESS_FIELDS =
            List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");

    private final ObjectNode spec;
    private final ObjectNode before;

    private ServiceTransition(ObjectNode spec, ObjectNode before) {
        this.spec = spec;
        this.before = before;
    }

    static void apply(ObjectNode spec, ObjectNode before) {
        ServiceTransition transition = new ServiceTransition(spec, before);
        transition.keepAddresses();
        transition.keepNodePorts();
        transition.dropUnusedFields();
    }

    private void keepAddresses() {
        if (!hasAddress(spec) || !hasAddress(before)) {
            return;
        }
        String address = text(spec, "clusterIP");
        boolean samePlural = spec.path("clusterIPs").equals(before.path("clusterIPs"));
        if (address.isEmpty()) {
            keep(spec, before, "clusterIP");
        }
        if (spec.path("clusterIPs").isEmpty()) {
            keep(spec, before, "clusterIPs");
            samePlural = true;
        }
        if (samePlural && !text(spec, "clusterIP").equals(text(before, "clusterIP"))) {
            spec.putArray("clusterIPs").add(address);
        }
    }

    private void keepNodePorts() {
        if (!hasNodePorts(spec) || !hasNodePorts(before)) {
            return;
        }
        Set<Long> used = nodePorts(spec);
        for (ObjectNode port : objects(spec, "ports")) {
            for (ObjectNode old : objects(before, "ports")) {
                boolean same = text(port, "name").equals(text(old, "name"));
                if (number(port, "nodePort") == 0 && same && used.add(number(old, "nodePort"))) {
                    keep(port, old, "nodePort");
                }
            }
        }
    }

    private void dropUnusedFields() {
        if (hasAddress(before) && !hasAddress(spec)) {
            for (String field : ADDRESS_FIELDS) {
                dropUnlessChanged(field);
            }
        }
        if (hasNodePorts(before) && !hasNodePorts(spec) && nodePorts(spec).equals(nodePorts(before))) {
            objects(spec, "ports").forEach(port -> port.remove("nodePort"));
        }
        if (text(before, "type").equals("LoadBalancer") && !text(spec, "type").equals("LoadBalancer")) {
            dropUnlessChanged("allocateLoadBalancerNodePorts");
            dropUnlessChanged("loadBalancerClass");
        }
        if (ServiceDefaults.isExternallyAccessible(before) && !ServiceDefaults.isExternallyAccessible(spec)) {
            dropUnlessChanged("externalTrafficPolicy");
        }
    }

    private void dropUnlessChanged(String field) {
        if (spec.path(field).equals(before.path(field))) {
            spec.remove(field);
        }
    }

    private static Set<Long> nodePorts(JsonNode spec) {
        Set<Long> ports = new HashSet<>();
        objects(spec, "ports").forEach(port -> ports.add(number(port, "nodePort")));
        return ports;
    }

    static boolean hasAddress(JsonNode spec) {
        return !text(spec, "type").equals("ExternalName");
    }

    static boolean hasNodePorts(JsonNode spec) {
        String type = text(spec, "type");
        return type.equals("NodePort") || type.equals("LoadBalancer");
    }
}
