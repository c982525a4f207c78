package dev.watchworks.lesson.pitfalls.given;

import io.kubernetes.client.openapi.models.V1Pod;

/**
 * Something that happened to a pod. Please do not change this file.
 *
 * @param type what happened
 * @param pod the pod after it; for DELETED as it last was
 */
public record Change(Type type, V1Pod pod) {

    /** What can happen. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** The pod's name. */
    public String name() {
        return pod.getMetadata().getName();
    }
}
