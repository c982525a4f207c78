package dev.watchworks.lesson.pitfalls.given;

import io.kubernetes.client.openapi.models.V1Pod;

/**
 * A change of a pod. Please do not change this file.
 *
 * @param type what happened to the pod
 * @param pod the pod after the change; for DELETED, the pod as it last was
 */
public record Change(Type type, V1Pod pod) {

    /** What can happen to a pod. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** Returns the name of the pod. */
    public String name() {
        return pod.getMetadata().getName();
    }
}
