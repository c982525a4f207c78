package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;

/** Creates the node's lease in kube-node-lease, and renews it at each heartbeat. */
public final class NodeLeaseController extends Controller<String> {
    private static final String NAMESPACE = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;

    private final NodeIdentity identity;
    private final Duration heartbeat = context.latency().heartbeat();
    private final ResourceType nodes = registry.type("nodes");
    private final ResourceType leases = registry.type("leases.coordination.k8s.io");

    public NodeLeaseController(ControllerContext context, NodeIdentity identity) {
        super("nodelease", context);
        this.identity = identity;
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(nodes, (before, after) -> {
            if (before == null && after != null && ObjectMeta.name(after).equals(identity.name())) {
                queue.add(identity.name());
            }
        });
    }

    @Override
    protected void sync(String name) {
        ObjectNode node = registry.find(nodes, "", name);
        if (node == null) {
            return;
        }
        if (registry.find(leases, NAMESPACE, name) == null) {
            registry.create(leases, NAMESPACE, lease(node));
        } else if (!heartbeat.isZero()) {
            registry.update(leases, NAMESPACE, name, lease -> lease == null ? null : renew(lease));
        }
        if (!heartbeat.isZero()) {
            queue.addAfter(name, heartbeat);
        }
    }

    private ObjectNode lease(ObjectNode node) {
        ObjectNode lease = leases.newObject(NAMESPACE, identity.name());
        OwnerReference.add(lease, nodes.apiVersion(), nodes.kind(), node);
        lease.putObject("spec").put("holderIdentity", identity.name()).put("leaseDurationSeconds", LEASE_SECONDS);
        return renew(lease);
    }

    private ObjectNode renew(ObjectNode lease) {
        lease.withObjectProperty("spec").put("renewTime", Timestamps.micros(clock.instant()));
        return lease;
    }
}
