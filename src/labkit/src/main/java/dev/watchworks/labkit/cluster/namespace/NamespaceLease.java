package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoordinationV1Api;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which run has a namespace to itself. Of two that want it at once, the API server lets one write. */
final class NamespaceLease {

    private static final String NAME = "watchworks-lab";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final CoordinationV1Api api;
    private final ApiClient client;
    private final ServerClock clock;
    private final String namespace;
    private final RunMark run;
    private volatile boolean taken;

    NamespaceLease(ApiClient client, ServerClock clock, String namespace, RunMark run) {
        this.api = new CoordinationV1Api(client);
        this.client = client;
        this.clock = clock;
        this.namespace = namespace;
        this.run = run;
    }

    void take() {
        try {
            V1Lease there = read();
            if (there == null) {
                api.createNamespacedLease(namespace, marked(new V1Lease().metadata(new V1ObjectMeta().name(NAME))))
                        .execute();
            } else if (isFree(there.getMetadata())) {
                api.replaceNamespacedLease(NAME, namespace, marked(there)).execute();
            } else {
                throw inUse(null);
            }
            taken = true;
        } catch (ApiException refused) {
            throw refused.getCode() == CONFLICT
                    ? inUse(refused)
                    : Refusal.trouble("the lease " + NAME + " in " + namespace + " cannot be taken", client, refused);
        }
    }

    private @Nullable V1Lease read() throws ApiException {
        try {
            return api.readNamespacedLease(NAME, namespace).execute();
        } catch (ApiException refused) {
            if (refused.getCode() == NOT_FOUND) {
                return null;
            }
            throw refused;
        }
    }

    private boolean isFree(V1ObjectMeta metadata) {
        String holder = Marks.annotation(metadata, Marks.RUN);
        return holder == null || run.isDead(holder) || Marks.isSilent(metadata, clock.now());
    }

    private V1Lease marked(V1Lease lease) {
        V1LeaseSpec spec = lease.getSpec() == null ? new V1LeaseSpec() : lease.getSpec();
        lease.getMetadata().setAnnotations(Map.copyOf(Marks.annotations(run.id(), clock.now())));
        return lease.spec(spec.holderIdentity(run.id()).leaseDurationSeconds((int) Marks.DEAD_AFTER.toSeconds()));
    }

    private EnvironmentTrouble inUse(@Nullable Throwable cause) {
        return new EnvironmentTrouble(
                "another run of a lab works in the namespace " + namespace,
                "wait until it is over; one that was killed is given up after " + Marks.DEAD_AFTER.toSeconds()
                        + " seconds",
                cause);
    }

    /** Shows life, while the lease is taken. */
    void renew() {
        try {
            V1Lease there = taken ? read() : null;
            if (there != null && run.id().equals(Marks.annotation(there.getMetadata(), Marks.RUN))) {
                api.replaceNamespacedLease(NAME, namespace, marked(there)).execute();
            }
        } catch (ApiException missed) {
            // the next beat makes up for it
        }
    }

    void release() {
        if (taken) {
            taken = false;
            try {
                api.deleteNamespacedLease(NAME, namespace).execute();
            } catch (ApiException kept) {
                // it runs out
            }
        }
    }
}
