package dev.watchworks.lesson.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts threads and waits for them, as a sync.WaitGroup does with goroutines. */
final class WaitGroup {

    private final List<Thread> started = new ArrayList<>();
    private final List<Thread> running = new ArrayList<>();

    synchronized void go(String name, Runnable function) {
        Thread thread = new Thread(
                () -> {
                    try {
                        function.run();
                    } finally {
                        done(Thread.currentThread());
                    }
                },
                name);
        started.add(thread);
        running.add(thread);
        thread.start();
    }

    private synchronized void done(Thread thread) {
        running.remove(thread);
        notifyAll();
    }

    /** Returns true as soon as all threads have ended, and false when the time is over. */
    boolean await(long nanos) throws InterruptedException {
        List<Thread> ended;
        synchronized (this) {
            long begun = System.nanoTime();
            while (!running.isEmpty()) {
                long left = nanos - (System.nanoTime() - begun);
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            ended = List.copyOf(started);
        }
        // All of them are done, and need only a moment to end.
        for (Thread thread : ended) {
            thread.join();
        }
        return true;
    }

    synchronized void interruptAll() {
        running.forEach(Thread::interrupt);
    }
}
