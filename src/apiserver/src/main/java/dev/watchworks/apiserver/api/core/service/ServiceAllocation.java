package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands out cluster addresses and node ports. Where to begin looking follows from the service's name, so that the same
 * commands give the same addresses on every run; a real server draws lots.
 */
final class ServiceAllocation {
    private static final long FIRST_ADDRESS = IpAddress.number("10.96.0.0");
    private static final int ADDRESSES = 1 << 16;

    /** The lowest addresses are kept for services that ask for a fixed one, as on a real server. */
    private static final int LEFT_FREE = 256;

    /** The address of the service {@code kubernetes} in {@code default}, which is how pods reach the API server. */
    private static final String OF_THE_API = "10.96.0.1";

    private static final int FIRST_PORT = 30000;
    private static final int LAST_PORT = 32767;

    private final ObjectNode service;
    private final ObjectNode spec;
    private final FieldErrors errors;
    private final Set<String> takenAddresses = new HashSet<>();
    /** The name of the service that has a port; a service may use one for two protocols. */
    private final Map<Long, String> takenPorts = new HashMap<>();

    private final int start;

    ServiceAllocation(ObjectNode service, Collection<ObjectNode> services, FieldErrors errors) {
        this.service = service;
        this.spec = object(service, "spec");
        this.errors = errors;
        this.start = Math.floorMod(nameOf(service).hashCode() * 0x9E3779B1, ADDRESSES);
        if (!nameOf(service).equals("default/kubernetes")) {
            takenAddresses.add(OF_THE_API);
        }
        for (ObjectNode other : services) {
            if (!nameOf(other).equals(nameOf(service))) {
                takenAddresses.addAll(texts(other, "spec", "clusterIPs"));
                for (ObjectNode port : objects(other, "spec", "ports")) {
                    takenPorts.put(number(port, "nodePort"), nameOf(other));
                }
            }
        }
    }

    private static String nameOf(ObjectNode service) {
        return text(service, "metadata", "namespace") + "/" + text(service, "metadata", "name");
    }

    void allocate() {
        if (ServiceTransition.hasAddress(spec) && !text(spec, "clusterIP").equals("None")) {
            allocateAddress();
        }
        if (ServiceTransition.hasNodePorts(spec)) {
            allocatePorts();
        }
    }

    private void allocateAddress() {
        String wanted = text(spec, "clusterIP");
        if (wanted.isEmpty()) {
            String free = freeAddress();
            spec.put("clusterIP", free);
            spec.putArray("clusterIPs").add(free);
            return;
        }
        String value = spec.path("clusterIPs").toString();
        String failed = "failed to allocate IP " + wanted + ": ";
        if (!isInRange(wanted)) {
            errors.invalid("spec.clusterIPs", value, failed + "the provided network does not match the current range");
        } else if (takenAddresses.contains(wanted)) {
            errors.invalid("spec.clusterIPs", value, failed + "provided IP is already allocated");
        }
    }

    private static boolean isInRange(String address) {
        if (!IpAddress.isFour(address)) {
            return false;
        }
        long offset = IpAddress.number(address) - FIRST_ADDRESS;
        return offset > 0 && offset < ADDRESSES - 1;
    }

    private String freeAddress() {
        int usable = ADDRESSES - LEFT_FREE - 1;
        for (int tried = 0; tried < usable; tried++) {
            String address = IpAddress.text(FIRST_ADDRESS + LEFT_FREE + Math.floorMod(start + tried, usable));
            if (!takenAddresses.contains(address)) {
                return address;
            }
        }
        throw new IllegalStateException("all addresses of 10.96.0.0/16 are taken");
    }

    private void allocatePorts() {
        boolean handsOut = text(spec, "type").equals("NodePort")
                || spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
        List<ObjectNode> ports = objects(spec, "ports");
        FieldErrors.each(ports, "spec.ports", (item, place) -> checkPort(item, place + ".nodePort"));
        for (ObjectNode port : ports) {
            if (handsOut && number(port, "nodePort") == 0) {
                port.put("nodePort", freePort());
            }
        }
    }

    private void checkPort(ObjectNode port, String field) {
        long wanted = number(port, "nodePort");
        if (wanted == 0) {
            return;
        }
        if (wanted < FIRST_PORT || wanted > LAST_PORT) {
            errors.invalid(
                    field,
                    String.valueOf(wanted),
                    "provided port is not in the valid range. The range of valid ports is " + FIRST_PORT + "-"
                            + LAST_PORT);
        } else if (!nameOf(service).equals(takenPorts.getOrDefault(wanted, nameOf(service)))) {
            errors.invalid(field, String.valueOf(wanted), "provided port is already allocated");
        }
        takenPorts.put(wanted, nameOf(service));
    }

    private int freePort() {
        int count = LAST_PORT - FIRST_PORT + 1;
        for (int tried = 0; tried < count; tried++) {
            int port = FIRST_PORT + Math.floorMod(start + tried, count);
            if (takenPorts.putIfAbsent((long) port, nameOf(service)) == null) {
                return port;
            }
        }
        throw new IllegalStateException("all node ports are taken");
    }
}
