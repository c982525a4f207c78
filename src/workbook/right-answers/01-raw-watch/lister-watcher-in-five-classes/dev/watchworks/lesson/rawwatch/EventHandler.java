package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;

@FunctionalInterface
interface EventHandler {
    void handle(Watch.Response<V1Pod> event);
}
