package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * A replica set of a deployment.
 *
 * @param object shared snapshot
 */
record ReplicaSetView(ObjectNode object) {
    static final Comparator<ReplicaSetView> OLDEST_FIRST = Comparator.comparing(
                    (ReplicaSetView set) -> ObjectMeta.creationTimestamp(set.object))
            .thenComparing(ReplicaSetView::name);
    static final Comparator<ReplicaSetView> BY_REVISION =
            Comparator.comparingLong(ReplicaSetView::revision).thenComparing(OLDEST_FIRST);
    static final Comparator<ReplicaSetView> LARGEST_THEN_NEWEST =
            Comparator.comparingInt(ReplicaSetView::wanted).reversed().thenComparing(OLDEST_FIRST.reversed());
    static final Comparator<ReplicaSetView> LARGEST_THEN_OLDEST =
            Comparator.comparingInt(ReplicaSetView::wanted).reversed().thenComparing(OLDEST_FIRST);

    String namespace() {
        return ObjectMeta.namespace(object);
    }

    String name() {
        return ObjectMeta.name(object);
    }

    /** {@code spec.replicas}. */
    int wanted() {
        return object.path("spec").path("replicas").asInt();
    }

    int existing() {
        return status("replicas");
    }

    int ready() {
        return status("readyReplicas");
    }

    int available() {
        return status("availableReplicas");
    }

    /**
     * How many pods may exist. A set that was just scaled down still has the pods that it is going to delete. Kubernetes
     * counts only the spec and so may exceed the surge for a moment.
     */
    int possiblePods() {
        return Math.max(wanted(), existing());
    }

    /** How many available pods stay: a set that was just scaled down is going to lose some. */
    int certainlyAvailable() {
        return Math.min(wanted(), available());
    }

    boolean isActive() {
        return wanted() > 0;
    }

    boolean isObserved() {
        return ObjectMeta.generation(object)
                <= object.path("status").path("observedGeneration").asLong();
    }

    long revision() {
        return ObjectMeta.annotation(object, RevisionAnnotations.REVISION, 0);
    }

    /** The deployment's replicas when the set was last scaled, or -1 when unknown. */
    long desiredReplicas() {
        return ObjectMeta.annotation(object, RevisionAnnotations.DESIRED_REPLICAS, -1);
    }

    /** The deployment's replicas and surge when the set was last scaled, or -1 when unknown. */
    long maximumReplicas() {
        return ObjectMeta.annotation(object, RevisionAnnotations.MAXIMUM_REPLICAS, -1);
    }

    /** Whether its template equals another one, apart from the pod-template-hash. */
    boolean hasTemplate(JsonNode template) {
        return SemanticEquality.canonical(withoutHash(object.path("spec").path("template")))
                .equals(SemanticEquality.canonical(withoutHash(template)));
    }

    private static JsonNode withoutHash(JsonNode template) {
        JsonNode copy = template.deepCopy();
        if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove(PodTemplateHash.LABEL);
        }
        return copy;
    }

    private int status(String field) {
        return object.path("status").path(field).asInt();
    }

    static int sum(Collection<ReplicaSetView> sets, ToLongFunction<ReplicaSetView> count) {
        return (int) sets.stream().mapToLong(count).sum();
    }
}
