package dev.watchworks.lesson.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The workers: daemon threads that count down a latch when they end. Each start has a latch of its own. */
final class Crew {

    private final List<Thread> threads = new ArrayList<>();
    private final List<CountDownLatch> starts = new ArrayList<>();

    synchronized void start(int count, Callable<Boolean> turn) {
        CountDownLatch latch = new CountDownLatch(count);
        starts.add(latch);
        Stream.generate(() -> new Thread(() -> work(turn, latch), "crew"))
                .limit(count)
                .peek(thread -> thread.setDaemon(true))
                .peek(threads::add)
                .forEach(Thread::start);
    }

    private static void work(Callable<Boolean> turn, CountDownLatch latch) {
        try {
            while (turn.call()) {
                // the next key
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        } finally {
            latch.countDown();
        }
    }

    synchronized boolean end(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean inTime = true;
        for (CountDownLatch start : starts) {
            inTime &= start.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        if (!inTime) {
            threads.forEach(Thread::interrupt);
        }
        return inTime;
    }
}
