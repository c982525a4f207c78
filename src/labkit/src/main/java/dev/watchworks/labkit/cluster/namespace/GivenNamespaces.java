package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import java.util.Optional;

/**
 * The one namespace that a cluster's owner gave to a user who may not make any. It is emptied before each check; a lease
 * keeps two runs of that user from meeting there.
 */
final class GivenNamespaces implements Namespaces {

    private final ApiClient client;
    private final String name;
    private final RunMark run = RunMark.make();
    private final NamespaceLease lease;
    private final Heartbeat heartbeat;

    GivenNamespaces(ApiClient client, ServerClock clock, String name) {
        this.client = client;
        this.name = name;
        lease = new NamespaceLease(client, clock, name, run);
        heartbeat = new Heartbeat(Marks.BEAT, lease::renew);
    }

    /** Takes the namespace, or says why it cannot be had. */
    void begin() {
        try {
            check();
            lease.take();
        } catch (EnvironmentTrouble trouble) {
            heartbeat.close();
            run.close();
            throw trouble;
        }
    }

    private void check() {
        if (name.isEmpty()) {
            throw new EnvironmentTrouble(
                    "these credentials do not allow to create namespaces, and the kubeconfig's context names none",
                    "ask who owns the cluster for a namespace, as docs/clusters.md describes, and name it in the context",
                    null);
        }
        V1Namespace namespace;
        try {
            namespace = new CoreV1Api(client).readNamespace(name).execute();
        } catch (ApiException refused) {
            throw Refusal.trouble("the namespace " + name + " cannot be read", client, refused);
        }
        if (!Marks.isForLabs(namespace)) {
            throw new EnvironmentTrouble(
                    "these credentials do not allow to create namespaces, and the namespace " + name + " is not meant "
                            + "for labs: that takes a name that begins with " + Marks.PREFIX + " and the label "
                            + Marks.LABEL + ", because a lab empties it",
                    "ask who owns the cluster for such a namespace; docs/clusters.md says how it is prepared",
                    null);
        }
    }

    @Override
    public Optional<String> onlyOne() {
        return Optional.of(name);
    }

    @Override
    public LabNamespace next(String lesson) {
        return new Given();
    }

    @Override
    public void close() {
        heartbeat.close();
        try {
            new Emptying(client, name).begin();
        } catch (ApiException kept) {
            // the next run empties it
        }
        lease.release();
        run.close();
    }

    private final class Given implements LabNamespace {

        @Override
        public String name() {
            return name;
        }

        @Override
        public void open() {
            new Emptying(client, name).run();
        }

        @Override
        public void close() {
            // what is left is there until the next check begins, for whoever wants to look
        }
    }
}
