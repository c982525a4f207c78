package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** Reads one watch until its end or until a stop; a stop is final. */
final class WatchRun {

    private final ReentrantLock lock = new ReentrantLock();
    private Watchable<V1Pod> open;
    private boolean stopped;

    void over(Watchable<V1Pod> watch, EventHandler handler) throws IOException {
        try {
            if (began(watch)) {
                while (watch.hasNext()) {
                    handler.handle(watch.next());
                }
            }
        } catch (RuntimeException failed) {
            if (!isStopped()) {
                throw failed;
            }
        } finally {
            watch.close();
        }
    }

    void stop() throws IOException {
        lock.lock();
        try {
            stopped = true;
            if (open != null) {
                open.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean began(Watchable<V1Pod> watch) {
        lock.lock();
        try {
            open = watch;
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
