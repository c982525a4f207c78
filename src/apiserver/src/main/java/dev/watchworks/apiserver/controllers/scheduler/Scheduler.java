package dev.watchworks.apiserver.controllers.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Binds pending pods to the first node that takes them, and says why where none does. */
public final class Scheduler implements AutoCloseable {
    private static final String NAME = "default-scheduler";

    private final Registry registry;
    private final Clock clock;
    private final EventRecorder events;
    private final EventSource source;
    private final ResourceType pods;
    private final ResourceType nodes;
    private final WorkQueue<ObjectKey> queue;
    private final SimulatedLatency pace;

    /** Pods that no node took; looked at again when something changes for them, never by the clock. */
    private final Set<ObjectKey> unschedulable = ConcurrentHashMap.newKeySet();

    public Scheduler(
            Registry registry,
            Clock clock,
            Executor threads,
            Timers timers,
            EventRecorder events,
            SimulatedLatency pace) {
        this.registry = registry;
        this.clock = clock;
        this.events = events;
        this.source = new EventSource(NAME, "watchworks", "kube-scheduler", EventSource.Style.SERIES);
        this.pods = registry.type("pods");
        this.nodes = registry.type("nodes");
        this.pace = pace;
        this.queue = new WorkQueue<>("scheduler", threads, timers, this::schedule);
    }

    /** Listens to pods and nodes. */
    public void listen(SharedInformerFactory feed) {
        feed.on(pods, (before, after) -> {
            if (after == null) {
                retryUnschedulable();
            } else if (isWaiting(after) && (before == null || specChanged(before, after))) {
                queue.addAfter(ObjectKey.of(after), pace.toSchedule());
            }
        });
        feed.on(nodes, (before, after) -> retryUnschedulable());
    }

    private void retryUnschedulable() {
        unschedulable.forEach(queue::add);
    }

    private static boolean specChanged(ObjectNode before, ObjectNode after) {
        return !before.path("spec").equals(after.path("spec")) || !ObjectMeta.isSameObject(before, after);
    }

    private static boolean isWaiting(ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        return spec.path("nodeName").asText().isEmpty()
                && !ObjectMeta.isBeingDeleted(pod)
                && spec.path("schedulingGates").isEmpty()
                && spec.path("schedulerName").asText(NAME).equals(NAME);
    }

    private void schedule(ObjectKey key) {
        ObjectNode pod = registry.find(pods, key.namespace(), key.name());
        if (pod == null || !isWaiting(pod)) {
            unschedulable.remove(key);
            return;
        }
        Map<String, Integer> reasons = new TreeMap<>();
        List<ObjectNode> candidates = registry.list(nodes, "");
        for (ObjectNode node : candidates) {
            String against = NodeFit.reasonAgainst(pod, node, podsOn(ObjectMeta.name(node)));
            if (against == null) {
                bind(pod, key, ObjectMeta.name(node));
                return;
            }
            reasons.merge(against, 1, Integer::sum);
        }
        unschedulable.add(key);
        refuse(pod, key, message(candidates.size(), reasons));
    }

    private void bind(ObjectNode pod, ObjectKey key, String node) {
        unschedulable.remove(key);
        registry.bind(key.namespace(), key.name(), node);
        String message = "Successfully assigned " + key + " to " + node;
        events.record(
                source, EventDetails.normal(pods, pod, "Scheduled", message).during("Binding"));
    }

    private void refuse(ObjectNode pod, ObjectKey key, String message) {
        if (message.equals(scheduledCondition(pod).path("message").asText())) {
            return;
        }
        events.record(
                source,
                EventDetails.warning(pods, pod, "FailedScheduling", message).during("Scheduling"));
        registry.updateStatus(pods, key.namespace(), key.name(), current -> {
            if (current == null || !ObjectMeta.isSameObject(current, pod) || !isWaiting(current)) {
                return null;
            }
            sayUnschedulable(current, message);
            return current;
        });
    }

    private void sayUnschedulable(ObjectNode pod, String message) {
        ObjectNode status = pod.withObjectProperty("status");
        JsonNode before = scheduledCondition(pod);
        boolean was = before.path("status").asText().equals("False");
        ArrayNode conditions =
                status.get("conditions") instanceof ArrayNode present ? present : status.putArray("conditions");
        for (int index = conditions.size() - 1; index >= 0; index--) {
            if (conditions.get(index).path("type").asText().equals("PodScheduled")) {
                conditions.remove(index);
            }
        }
        ObjectNode condition = conditions.addObject().put("type", "PodScheduled");
        condition.put("observedGeneration", (int) ObjectMeta.generation(pod));
        condition.put("status", "False").putNull("lastProbeTime");
        String now = Timestamps.seconds(clock.instant());
        condition.put(
                "lastTransitionTime", was ? before.path("lastTransitionTime").asText() : now);
        condition.put("reason", "Unschedulable").put("message", message);
    }

    private static JsonNode scheduledCondition(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("PodScheduled")) {
                return condition;
            }
        }
        return pod.path("nothing");
    }

    private long podsOn(String node) {
        return registry.list(pods, "").stream()
                .filter(pod -> pod.path("spec").path("nodeName").asText().equals(node))
                .count();
    }

    private static String message(int count, Map<String, Integer> reasons) {
        if (count == 0) {
            return "no nodes available to schedule pods";
        }
        StringBuilder list = new StringBuilder();
        reasons.forEach((reason, times) -> list.append(list.length() == 0 ? "" : ", ")
                .append(times)
                .append(' ')
                .append(reason));
        String available = "0/" + count + " nodes are available: ";
        boolean full = reasons.containsKey(NodeFit.TOO_MANY_PODS);
        String preemption = full
                ? count + " No preemption victims found for incoming pod."
                : count + " Preemption is not helpful for scheduling.";
        return available + list + ". no new claims to deallocate, preemption: " + available + preemption;
    }

    @Override
    public void close() {
        queue.close();
    }
}
