package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.endpoint.EndpointSlicePlan.Slice;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the endpoint slices of every service that selects pods. */
public final class EndpointSliceController extends ServiceEndpointsController {
    private static final String SERVICE_NAME = "kubernetes.io/service-name";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String CONTROLLER_NAME = "endpointslice-controller.k8s.io";

    private final ResourceType slices = registry.type("endpointslices.discovery.k8s.io");

    public EndpointSliceController(ControllerContext context) {
        super("endpointslice", context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        super.addEventHandlers(informers);
        informers.addEventHandler(slices, ResourceEventHandler.onDelete(deleted -> {
            if (isManaged(deleted)) {
                queue.add(new ObjectKey(ObjectMeta.namespace(deleted), ObjectMeta.label(deleted, SERVICE_NAME)));
            }
        }));
    }

    private static boolean isManaged(JsonNode slice) {
        return ObjectMeta.label(slice, MANAGED_BY).equals(CONTROLLER_NAME);
    }

    /** The slices name the service as their owner, so the garbage collector deletes them. */
    @Override
    void serviceDeleted(ObjectKey key) {}

    @Override
    void reconcile(ServiceView service, List<ObjectNode> pods, @Nullable Instant triggerTime) {
        if (ObjectMeta.isBeingDeleted(service.object())) {
            return;
        }
        ObjectKey key = ObjectKey.of(service.object());
        List<ObjectNode> existing = registry.list(slices, key.namespace()).stream()
                .filter(slice -> ObjectMeta.label(slice, SERVICE_NAME).equals(key.name()) && isManaged(slice))
                .filter(slice -> !ObjectMeta.isBeingDeleted(slice))
                .toList();
        EndpointSlicePlan reconciler = EndpointSlicePlan.of(service, pods, existing);
        ObjectNode labels = service.labels().put(MANAGED_BY, CONTROLLER_NAME).put(SERVICE_NAME, key.name());
        for (Slice slice : reconciler.slices()) {
            ObjectNode before = slice.before();
            if (before == null) {
                createUnlessTerminating(slices, fill(newSlice(service.object()), slice, labels, triggerTime));
            } else if (slice.changed() || !ObjectMeta.labels(before).equals(ObjectMeta.strings(labels))) {
                ConditionalUpdates.update(
                        registry, slices, before, changed -> fill(changed, slice, labels, triggerTime));
            }
        }
        for (ObjectNode surplus : reconciler.surplus()) {
            DeleteOptions options = new DeleteOptions(null, null, ObjectMeta.uid(surplus), null);
            registry.delete(slices, key.namespace(), ObjectMeta.name(surplus), options);
        }
    }

    private ObjectNode newSlice(ObjectNode service) {
        ObjectNode slice = slices.newGeneratedObject(ObjectMeta.namespace(service), ObjectMeta.name(service) + "-");
        OwnerReference.addController(slice, services.apiVersion(), services.kind(), service);
        return slice.put("addressType", "IPv4");
    }

    private static ObjectNode fill(ObjectNode object, Slice slice, ObjectNode labels, @Nullable Instant triggerTime) {
        ObjectMeta.getOrCreate(object).set("labels", labels.deepCopy());
        TriggerTimeTracker.annotate(object, triggerTime);
        if (slice.endpoints().isEmpty()) {
            object.putNull("endpoints");
        } else {
            object.putArray("endpoints").addAll(slice.endpoints());
        }
        if (slice.ports().isEmpty()) {
            object.putNull("ports");
        } else {
            object.set("ports", slice.ports());
        }
        return object;
    }
}
