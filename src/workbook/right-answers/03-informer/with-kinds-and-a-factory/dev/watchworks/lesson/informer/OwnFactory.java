package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A factory whose threads have names, and whose end somebody can wait for. */
final class OwnFactory extends SharedInformerFactory {

    private final ExecutorService pool;

    static OwnFactory of(ApiClient client) {
        AtomicInteger count = new AtomicInteger();
        return new OwnFactory(
                client,
                Executors.newCachedThreadPool(work -> new Thread(work, "own-informer-" + count.incrementAndGet())));
    }

    private OwnFactory(ApiClient client, ExecutorService pool) {
        super(client, pool, true);
        this.pool = pool;
    }

    /** Waits a while for the threads of the pool, and interrupts them then. */
    void awaitEnd(Duration atMost) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
