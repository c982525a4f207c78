package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;

record NewPod() implements EventHandler {
    @Override
    public void handle(Watch.Response<V1Pod> event) {
        System.out.println("new Pod: " + event.object.getMetadata().getName());
    }
}
