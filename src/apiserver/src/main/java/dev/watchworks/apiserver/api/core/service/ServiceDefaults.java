package dev.watchworks.apiserver.api.core.service;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The defaults of services. */
final class ServiceDefaults {
    /** Three hours. */
    private static final int AFFINITY_SECONDS = 10800;

    private ServiceDefaults() {}

    static void apply(ObjectNode spec) {
        orElse(spec, "sessionAffinity", "None");
        applyToAffinity(spec);
        orElse(spec, "type", "ClusterIP");
        for (ObjectNode port : objects(spec, "ports")) {
            JsonNode target = port.path("targetPort");
            if (target.isMissingNode()
                    || target.asText().isEmpty()
                    || target.asText().equals("0")) {
                port.set("targetPort", port.path("port"));
            }
        }
        if (isExternallyAccessible(spec)) {
            orElse(spec, "externalTrafficPolicy", "Cluster");
        }
        String type = text(spec, "type");
        if (!type.equals("ExternalName") && isKnown(type)) {
            orElse(spec, "internalTrafficPolicy", "Cluster");
        }
        if (type.equals("LoadBalancer") && !has(spec, "allocateLoadBalancerNodePorts")) {
            spec.put("allocateLoadBalancerNodePorts", true);
        }
    }

    private static boolean isKnown(String type) {
        return type.equals("ClusterIP") || type.equals("NodePort") || type.equals("LoadBalancer");
    }

    private static void applyToAffinity(ObjectNode spec) {
        String affinity = text(spec, "sessionAffinity");
        if (affinity.equals("None")) {
            spec.remove("sessionAffinityConfig");
        } else if (affinity.equals("ClientIP")) {
            ObjectNode client = object(object(spec, "sessionAffinityConfig"), "clientIP");
            orElse(client, "timeoutSeconds", AFFINITY_SECONDS);
        }
    }

    /** Whether clients outside the cluster can reach the service. */
    static boolean isExternallyAccessible(JsonNode spec) {
        String type = text(spec, "type");
        return type.equals("LoadBalancer")
                || type.equals("NodePort")
                || (type.equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
    }

    /** Fills in {@code clusterIPs} and the address families; {@link ServiceAllocation} allocates addresses later. */
    static void completeAddresses(ObjectNode spec, @Nullable ObjectNode before) {
        String address = text(spec, "clusterIP");
        if (!address.isEmpty() && spec.path("clusterIPs").isEmpty()) {
            spec.putArray("clusterIPs").add(address);
        }
        if (text(spec, "type").equals("ExternalName")) {
            return;
        }
        boolean selectsNothing = address.equals("None") && spec.path("selector").isEmpty();
        if (!has(spec, "ipFamilyPolicy")) {
            if (before != null && has(before, "ipFamilyPolicy")) {
                keep(spec, before, "ipFamilyPolicy");
            } else {
                spec.put("ipFamilyPolicy", selectsNothing ? "RequireDualStack" : "SingleStack");
            }
        }
        if (spec.path("ipFamilies").isEmpty()) {
            ArrayNode families = spec.putArray("ipFamilies").add("IPv4");
            if (selectsNothing && !text(spec, "ipFamilyPolicy").equals("SingleStack")) {
                families.add("IPv6");
            }
        }
    }
}
