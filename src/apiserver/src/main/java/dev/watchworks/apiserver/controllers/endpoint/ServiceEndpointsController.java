package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A controller that keeps objects with the endpoints of every service that selects pods. */
abstract class ServiceEndpointsController extends Controller<ObjectKey> {
    final ResourceType services = registry.type("services");
    private final ResourceType pods = registry.type("pods");
    private final TriggerTimeTracker triggerTimeTracker = new TriggerTimeTracker();

    ServiceEndpointsController(String name, ControllerContext context) {
        super(name, context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(services, (before, after) -> {
            ObjectNode service = after != null ? after : before;
            if (service != null) {
                queue.add(ObjectKey.of(service));
            }
        });
        informers.addEventHandler(pods, (before, after) -> {
            enqueueSelecting(before);
            if (after != null && (before == null || !ObjectMeta.labels(before).equals(ObjectMeta.labels(after)))) {
                enqueueSelecting(after);
            }
        });
    }

    private void enqueueSelecting(@Nullable ObjectNode pod) {
        if (pod == null) {
            return;
        }
        for (ObjectNode service : registry.list(services, ObjectMeta.namespace(pod))) {
            if (new ServiceView(service).selects(pod)) {
                queue.add(ObjectKey.of(service));
            }
        }
    }

    @Override
    protected final void sync(ObjectKey key) {
        ObjectNode service = registry.find(services, key.namespace(), key.name());
        if (service == null) {
            triggerTimeTracker.deleteService(key);
            serviceDeleted(key);
            return;
        }
        ServiceView view = new ServiceView(service);
        if (!view.selectsPods()) {
            return;
        }
        List<ObjectNode> selected = registry.list(pods, key.namespace()).stream()
                .filter(view::selects)
                .toList();
        reconcile(view, selected, triggerTimeTracker.computeTriggerTime(key, service, selected));
    }

    /** The service of a key no longer exists. */
    abstract void serviceDeleted(ObjectKey key);

    /**
     * Writes the endpoints of a service.
     *
     * @param pods the pods that the service selects
     * @param triggerTime for the annotation, or null for none
     */
    abstract void reconcile(ServiceView service, List<ObjectNode> pods, @Nullable Instant triggerTime);
}
