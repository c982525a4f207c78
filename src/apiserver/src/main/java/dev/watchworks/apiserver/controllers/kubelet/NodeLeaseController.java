package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;

/** The node's lease in kube-node-lease, and its renewal where one is wanted. */
public final class NodeLeaseController implements AutoCloseable {
    private static final Logger LOG = System.getLogger(NodeLeaseController.class.getName());
    private static final String NAMESPACE = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;

    private final Registry registry;
    private final Clock clock;
    private final Timers timers;
    private final NodeIdentity identity;
    private final Duration period;
    private final ResourceType leases;
    /** Calls off the next renewal. */
    private Runnable alarm = () -> {};

    private boolean closed;

    /** @param period between renewals; zero for a lease that is taken once */
    public NodeLeaseController(Registry registry, Clock clock, Timers timers, NodeIdentity identity, Duration period) {
        this.registry = registry;
        this.clock = clock;
        this.timers = timers;
        this.identity = identity;
        this.period = period;
        this.leases = registry.type("leases.coordination.k8s.io");
    }

    /** Takes the lease and goes on to renew it. */
    public void start(ObjectNode node) {
        if (registry.find(leases, NAMESPACE, identity.name()) == null) {
            registry.create(leases, NAMESPACE, lease(node));
        }
        rearm();
    }

    private ObjectNode lease(ObjectNode node) {
        ObjectNode lease = JsonNodeFactory.instance.objectNode();
        lease.put("kind", leases.kind()).put("apiVersion", leases.apiVersion());
        ObjectNode metadata =
                lease.putObject("metadata").put("name", identity.name()).put("namespace", NAMESPACE);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "Node")
                .put("name", identity.name())
                .put("uid", ObjectMeta.uid(node));
        lease.putObject("spec")
                .put("holderIdentity", identity.name())
                .put("leaseDurationSeconds", LEASE_SECONDS)
                .put("renewTime", Timestamps.micros(clock.instant()));
        return lease;
    }

    private synchronized void rearm() {
        if (!closed && !period.isZero()) {
            alarm = timers.schedule(period, this::renew);
        }
    }

    private void renew() {
        try {
            registry.update(leases, NAMESPACE, identity.name(), lease -> {
                if (lease != null) {
                    lease.withObjectProperty("spec").put("renewTime", Timestamps.micros(clock.instant()));
                }
                return lease;
            });
        } catch (ApiException refused) {
            LOG.log(Level.DEBUG, "The node's lease could not be renewed", refused);
        }
        rearm();
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarm.run();
    }
}
