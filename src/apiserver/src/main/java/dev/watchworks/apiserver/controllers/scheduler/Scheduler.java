package dev.watchworks.apiserver.controllers.scheduler;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Binds pending pods to the first node that fits, or records why no node fits. */
public final class Scheduler extends Controller<ObjectKey> {
    private static final String NAME = "default-scheduler";
    private static final String SCHEDULED = "PodScheduled";

    private final EventSource source = new EventSource(NAME, "watchworks", "kube-scheduler", EventSource.Style.SERIES);
    private final ResourceType pods = registry.type("pods");
    private final ResourceType nodes = registry.type("nodes");

    /** Pods that fit on no node. They are tried again when a pod or a node changes, never after a delay. */
    private final Set<ObjectKey> unschedulable = ConcurrentHashMap.newKeySet();

    public Scheduler(ControllerContext context) {
        super("scheduler", context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(pods, (before, after) -> {
            if (after == null) {
                retryUnschedulable();
            } else if (isPending(after) && (before == null || isSpecChanged(before, after))) {
                queue.addAfter(ObjectKey.of(after), context.latency().toSchedule());
            }
        });
        informers.addEventHandler(nodes, (before, after) -> retryUnschedulable());
    }

    private void retryUnschedulable() {
        unschedulable.forEach(queue::add);
    }

    private static boolean isSpecChanged(ObjectNode before, ObjectNode after) {
        return !before.path("spec").equals(after.path("spec")) || !ObjectMeta.isSameObject(before, after);
    }

    private static boolean isPending(ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        return text(spec, "nodeName").isEmpty()
                && !ObjectMeta.isBeingDeleted(pod)
                && spec.path("schedulingGates").isEmpty()
                && spec.path("schedulerName").asText(NAME).equals(NAME);
    }

    @Override
    protected void sync(ObjectKey key) {
        ObjectNode pod = registry.find(pods, key.namespace(), key.name());
        if (pod == null || !isPending(pod)) {
            unschedulable.remove(key);
            return;
        }
        Map<String, Integer> reasons = new TreeMap<>();
        List<ObjectNode> candidates = registry.list(nodes, "");
        for (ObjectNode node : candidates) {
            String reason = NodeFit.reasonAgainst(pod, node, podsOn(ObjectMeta.name(node)));
            if (reason == null) {
                bind(pod, key, ObjectMeta.name(node));
                return;
            }
            reasons.merge(reason, 1, Integer::sum);
        }
        unschedulable.add(key);
        handleSchedulingFailure(pod, key, message(candidates.size(), reasons));
    }

    private void bind(ObjectNode pod, ObjectKey key, String node) {
        unschedulable.remove(key);
        registry.bind(key.namespace(), key.name(), node);
        String message = "Successfully assigned " + key + " to " + node;
        record("Binding", EventDetails.normal(pods, pod, "Scheduled", message));
    }

    private void record(String action, EventDetails details) {
        context.events().record(source, details.during(action));
    }

    private void handleSchedulingFailure(ObjectNode pod, ObjectKey key, String message) {
        if (message.equals(Conditions.text(pod, SCHEDULED, "message"))) {
            return;
        }
        record("Scheduling", EventDetails.warning(pods, pod, "FailedScheduling", message));
        registry.updateStatus(pods, key.namespace(), key.name(), current -> {
            if (current == null || !ObjectMeta.isSameObject(current, pod) || !isPending(current)) {
                return null;
            }
            setUnschedulable(current, message);
            return current;
        });
    }

    private void setUnschedulable(ObjectNode pod, String message) {
        ObjectNode condition = Conditions.create(Conditions.find(pod, SCHEDULED), SCHEDULED, "False", clock.instant())
                .put("observedGeneration", (int) ObjectMeta.generation(pod))
                .putNull("lastProbeTime")
                .put("reason", "Unschedulable")
                .put("message", message);
        ArrayNode conditions = pod.withObjectProperty("status").withArrayProperty("conditions");
        Conditions.remove(conditions, SCHEDULED);
        conditions.add(condition);
    }

    private long podsOn(String node) {
        return registry.list(pods, "").stream()
                .filter(pod -> text(pod, "spec", "nodeName").equals(node))
                .count();
    }

    private static String message(int nodes, Map<String, Integer> reasons) {
        if (nodes == 0) {
            return "no nodes available to schedule pods";
        }
        String list = reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        String available = "0/" + nodes + " nodes are available: ";
        String preemption = reasons.containsKey(NodeFit.TOO_MANY_PODS)
                ? nodes + " No preemption victims found for incoming pod."
                : nodes + " Preemption is not helpful for scheduling.";
        return available + list + ". no new claims to deallocate, preemption: " + available + preemption;
    }
}
