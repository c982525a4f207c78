package dev.watchworks.lesson.pitfalls;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A signal that is given once. It runs the hook of the request in flight, and ends a pause. */
final class StopSignal {

    private final CountDownLatch given = new CountDownLatch(1);
    private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});

    boolean isGiven() {
        return given.getCount() == 0;
    }

    void give() {
        given.countDown();
        hook.get().run();
    }

    /** Sets what a stop does to the request in flight. If the signal was given before, it runs at once. */
    void whenGiven(Runnable cancel) {
        hook.set(cancel);
        if (isGiven()) {
            cancel.run();
        }
    }

    void await(Duration time) throws InterruptedException {
        given.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
