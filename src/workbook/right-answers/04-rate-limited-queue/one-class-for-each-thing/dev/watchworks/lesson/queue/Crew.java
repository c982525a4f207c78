package dev.watchworks.lesson.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The workers: daemon threads that count down a latch when they end. */
final class Crew {

    private List<Thread> threads = List.of();
    private CountDownLatch atWork = new CountDownLatch(0);

    synchronized void start(int count, Callable<Boolean> turn) {
        CountDownLatch latch = new CountDownLatch(count);
        atWork = latch;
        threads = Stream.generate(() -> new Thread(() -> work(turn, latch), "crew"))
                .limit(count)
                .peek(thread -> thread.setDaemon(true))
                .toList();
        threads.forEach(Thread::start);
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
        boolean inTime = atWork.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (!inTime) {
            threads.forEach(Thread::interrupt);
        }
        return inTime;
    }
}
