package dev.watchworks.lesson.informer;

import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ResourceEventHandler;
import java.util.concurrent.locks.ReentrantLock;

/** Calls a handler from one thread at a time, whoever calls. */
record OneAtATime<T extends KubernetesObject>(ResourceEventHandler<T> handler, ReentrantLock lock)
        implements ResourceEventHandler<T> {

    OneAtATime(ResourceEventHandler<T> handler) {
        this(handler, new ReentrantLock(true));
    }

    @Override
    public void onAdd(T object) {
        alone(() -> handler.onAdd(object));
    }

    @Override
    public void onUpdate(T before, T after) {
        alone(() -> handler.onUpdate(before, after));
    }

    @Override
    public void onDelete(T object, boolean deletedFinalStateUnknown) {
        alone(() -> handler.onDelete(object, deletedFinalStateUnknown));
    }

    private void alone(Runnable call) {
        lock.lock();
        try {
            call.run();
        } finally {
            lock.unlock();
        }
    }
}
