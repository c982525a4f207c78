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
 * Allocates cluster addresses and node ports. The search begins at a number that depends on the service's name, so that
 * the same commands give the same addresses on every run; a real server chooses at random.
 */
final class ServiceAllocation {
    private static final long FIRST_ADDRESS = IpAddress.number("10.96.0.0");
    private static final int ADDRESSES = 1 << 16;

    /** Lowest addresses that are not allocated: like a real server, it keeps them for services that ask for one. */
    private static final int RESERVED_ADDRESSES = 256;

    /** The address of the service {@code kubernetes} in {@code default}, through which pods reach the API server. */
    private static final String API_SERVER_ADDRESS = "10.96.0.1";

    private static final int FIRST_PORT = 30000;
    private static final int LAST_PORT = 32767;

    private final ObjectNode service;
    private final ObjectNode spec;
    private final FieldErrors errors;
    private final Set<String> usedAddresses = new HashSet<>();
    /** The service that uses a node port; a service may use one port for two protocols. */
    private final Map<Long, String> usedPorts = new HashMap<>();

    private final int start;

    ServiceAllocation(ObjectNode service, Collection<ObjectNode> services, FieldErrors errors) {
        this.service = service;
        this.spec = object(service, "spec");
        this.errors = errors;
        this.start = Math.floorMod(nameOf(service).hashCode() * 0x9E3779B1, ADDRESSES);
        if (!nameOf(service).equals("default/kubernetes")) {
            usedAddresses.add(API_SERVER_ADDRESS);
        }
        for (ObjectNode other : services) {
            if (!nameOf(other).equals(nameOf(service))) {
                usedAddresses.addAll(texts(other, "spec", "clusterIPs"));
                for (ObjectNode port : objects(other, "spec", "ports")) {
                    usedPorts.put(number(port, "nodePort"), nameOf(other));
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
        } else if (usedAddresses.contains(wanted)) {
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
        int usable = ADDRESSES - RESERVED_ADDRESSES - 1;
        for (int tried = 0; tried < usable; tried++) {
            String address = IpAddress.text(FIRST_ADDRESS + RESERVED_ADDRESSES + Math.floorMod(start + tried, usable));
            if (!usedAddresses.contains(address)) {
                return address;
            }
        }
        throw new IllegalStateException("all addresses of 10.96.0.0/16 are in use");
    }

    private void allocatePorts() {
        boolean allocates = text(spec, "type").equals("NodePort")
                || spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
        List<ObjectNode> ports = objects(spec, "ports");
        FieldErrors.each(ports, "spec.ports", (item, place) -> checkPort(item, place + ".nodePort"));
        for (ObjectNode port : ports) {
            if (allocates && number(port, "nodePort") == 0) {
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
            String range = FIRST_PORT + "-" + LAST_PORT;
            errors.invalid(
                    field,
                    port.path("nodePort"),
                    "provided port is not in the valid range. The range of valid ports is " + range);
        } else if (!nameOf(service).equals(usedPorts.getOrDefault(wanted, nameOf(service)))) {
            errors.invalid(field, String.valueOf(wanted), "provided port is already allocated");
        }
        usedPorts.put(wanted, nameOf(service));
    }

    private int freePort() {
        int count = LAST_PORT - FIRST_PORT + 1;
        for (int tried = 0; tried < count; tried++) {
            int port = FIRST_PORT + Math.floorMod(start + tried, count);
            if (usedPorts.putIfAbsent((long) port, nameOf(service)) == null) {
                return port;
            }
        }
        throw new IllegalStateException("all node ports are in use");
    }
}
