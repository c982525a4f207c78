package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.StatusCauses;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Keeps the endpoint slices of every service that selects pods. */
public final class EndpointSliceController implements AutoCloseable {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String MANAGER = "endpointslice-controller.k8s.io";

    private final Registry registry;
    private final ResourceType services;
    private final ResourceType pods;
    private final ResourceType slices;
    private final WorkQueue<ObjectKey> queue;
    private final TriggerTimeTracker triggers = new TriggerTimeTracker();

    public EndpointSliceController(Registry registry, Executor threads, Timers timers) {
        this.registry = registry;
        this.services = registry.type("services");
        this.pods = registry.type("pods");
        this.slices = registry.type("endpointslices.discovery.k8s.io");
        this.queue = new WorkQueue<>("endpointslice", threads, timers, this::sync);
    }

    /** Listens to services, pods and the end of slices. */
    public void listen(SharedInformerFactory feed) {
        new ServiceEventHandler(registry, queue).listen(feed);
        feed.on(slices, (before, after) -> {
            if (after == null && before != null && isOurs(before)) {
                queue.add(new ObjectKey(ObjectMeta.namespace(before), label(before, SERVICE_NAME)));
            }
        });
    }

    private static String label(JsonNode object, String key) {
        return ObjectMeta.labels(object).getOrDefault(key, "");
    }

    private static boolean isOurs(JsonNode slice) {
        return label(slice, MANAGED_BY).equals(MANAGER);
    }

    private void sync(ObjectKey key) {
        ObjectNode found = registry.find(services, key.namespace(), key.name());
        if (found == null || ObjectMeta.isBeingDeleted(found)) {
            // Its slices have it for an owner: the garbage collector deletes them.
            triggers.forget(key);
            return;
        }
        ServiceView service = new ServiceView(found);
        if (!service.selectsPods()) {
            return;
        }
        List<ObjectNode> selected = registry.list(pods, key.namespace()).stream()
                .filter(service::selects)
                .toList();
        Instant trigger = triggers.next(key, found, selected);
        List<ObjectNode> present = registry.list(slices, key.namespace()).stream()
                .filter(slice -> label(slice, SERVICE_NAME).equals(key.name()) && isOurs(slice))
                .filter(slice -> !ObjectMeta.isBeingDeleted(slice))
                .toList();
        EndpointSliceReconciler plan = EndpointSliceReconciler.of(service, selected, present);
        ObjectNode labels = service.labels().put(MANAGED_BY, MANAGER).put(SERVICE_NAME, key.name());
        write(found, plan, labels, trigger);
    }

    private void write(ObjectNode service, EndpointSliceReconciler plan, ObjectNode labels, @Nullable Instant trigger) {
        for (EndpointSliceReconciler.Slice slice : plan.slices()) {
            ObjectNode before = slice.before();
            if (before == null) {
                create(service, slice, labels, trigger);
            } else if (slice.changed() || !ObjectMeta.labels(before).equals(ObjectMeta.strings(labels))) {
                OptimisticUpdates.update(registry, slices, before, changed -> {
                    fill(changed, slice, labels);
                    TriggerTimeTracker.annotate(changed, trigger);
                });
            }
        }
        for (ObjectNode surplus : plan.surplus()) {
            DeleteOptions options = new DeleteOptions(null, null, ObjectMeta.uid(surplus), null);
            registry.delete(slices, ObjectMeta.namespace(surplus), ObjectMeta.name(surplus), options);
        }
    }

    private void create(
            ObjectNode service, EndpointSliceReconciler.Slice slice, ObjectNode labels, @Nullable Instant trigger) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        made.put("kind", slices.kind()).put("apiVersion", slices.apiVersion());
        String namespace = ObjectMeta.namespace(service);
        made.putObject("metadata")
                .put("generateName", ObjectMeta.name(service) + "-")
                .put("namespace", namespace);
        OwnerReference.addController(made, services.apiVersion(), services.kind(), service);
        made.put("addressType", "IPv4");
        fill(made, slice, labels);
        TriggerTimeTracker.annotate(made, trigger);
        try {
            registry.create(slices, namespace, made);
        } catch (ApiException refused) {
            if (!StatusCauses.namespaceEnds(refused)) {
                throw refused;
            }
        }
    }

    private static void fill(ObjectNode object, EndpointSliceReconciler.Slice slice, ObjectNode labels) {
        ObjectMeta.getOrCreate(object).set("labels", labels.deepCopy());
        if (slice.endpoints().isEmpty()) {
            object.putNull("endpoints");
        } else {
            var list = object.putArray("endpoints");
            slice.endpoints().forEach(list::add);
        }
        if (slice.ports().isEmpty()) {
            object.putNull("ports");
        } else {
            object.set("ports", slice.ports());
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
