package dev.watchworks.labkit.cluster.namespace;

import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.util.PatchUtils;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * New namespaces on a cluster that others use. Each carries the mark of its run and a heartbeat; what a dead run left
 * behind is deleted when a run begins and when it ends.
 */
final class SharedNamespaces implements Namespaces {

    private final ApiClient client;
    private final ServerClock clock;
    private final String cluster;
    private final RunMark run = RunMark.make();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Heartbeat heartbeat = new Heartbeat(Marks.BEAT, this::beat);

    SharedNamespaces(ApiClient client, ServerClock clock, String cluster) {
        this.client = client;
        this.clock = clock;
        this.cluster = cluster;
    }

    /** Deletes what dead runs left behind. */
    void begin() {
        try {
            sweep();
        } catch (ApiException refused) {
            run.close();
            heartbeat.close();
            throw Refusal.trouble(
                    "the cluster \"" + cluster + "\" would not list the lab's namespaces", client, refused);
        }
    }

    @Override
    public LabNamespace next(String lesson) {
        return new Shared(PassingNamespaces.name(), lesson);
    }

    private void sweep() throws ApiException {
        List<V1Namespace> found = new CoreV1Api(client)
                .listNamespace()
                .labelSelector(Marks.LABEL)
                .execute()
                .getItems();
        Instant now = clock.now();
        Set<String> deadHere = new LinkedHashSet<>();
        for (V1Namespace namespace : found) {
            if (Marks.isOurs(namespace) && isLeftBehind(namespace, now, deadHere)) {
                delete(namespace.getMetadata().getName());
            }
        }
        deadHere.forEach(run::forget);
    }

    private boolean isLeftBehind(V1Namespace namespace, Instant now, Set<String> deadHere) {
        if (namespace.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        String itsRun = String.valueOf(Marks.annotation(namespace.getMetadata(), Marks.RUN));
        if (itsRun.equals(run.id())) {
            return !open.contains(namespace.getMetadata().getName());
        }
        if (run.isDead(itsRun)) {
            deadHere.add(itsRun);
            return true;
        }
        return Marks.isSilent(namespace.getMetadata(), now);
    }

    private void delete(String name) {
        try {
            new CoreV1Api(client).deleteNamespace(name).execute();
        } catch (ApiException kept) {
            // gone already, or its marks let a later run delete it
        }
    }

    private void beat() {
        String patch = "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                .formatted(
                        Marks.HEARTBEAT,
                        Marks.annotations(run.id(), clock.now()).get(Marks.HEARTBEAT));
        CoreV1Api api = new CoreV1Api(client);
        for (String name : open) {
            try {
                PatchUtils.patch(
                        V1Namespace.class,
                        () -> api.patchNamespace(name, new V1Patch(patch)).buildCall(null),
                        V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                        client);
            } catch (ApiException missed) {
                // the next one makes up for it
            }
        }
    }

    @Override
    public void close() {
        heartbeat.close();
        open.clear();
        try {
            sweep();
        } catch (ApiException refused) {
            // the marks let a later run do it
        }
        run.close();
    }

    private final class Shared implements LabNamespace {
        private final String name;
        private final String lesson;

        private Shared(String name, String lesson) {
            this.name = name;
            this.lesson = lesson;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void open() {
            open.add(name);
            PassingNamespaces.create(client, cluster, name, lesson, Marks.annotations(run.id(), clock.now()));
        }

        @Override
        public void close() {
            if (open.remove(name)) {
                delete(name);
            }
        }
    }
}
