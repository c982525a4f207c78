package dev.watchworks.apiserver.api.networking;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.Strategy;

/** Network policies (Kubernetes' {@code registry/networking/networkpolicy}); no component enforces them here. */
public final class NetworkPolicyStrategy implements Strategy {

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        if (spec.path("policyTypes").isEmpty()) {
            ArrayNode types = spec.putArray("policyTypes").add("Ingress");
            if (!objects(spec, "egress").isEmpty()) {
                types.add("Egress");
            }
        }
    }
}
