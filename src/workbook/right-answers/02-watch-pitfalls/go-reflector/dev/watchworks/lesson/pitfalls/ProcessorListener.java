package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Like processorListener of client-go: a queue and a goroutine for one consumer. */
final class ProcessorListener {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorListener.class);

    private final Consumer<Change> consumer;
    /** An empty Optional is the end. */
    private final BlockingQueue<Optional<Change>> pending = new LinkedBlockingQueue<>();
    private final Thread goroutine = new Thread(this::run, "processor-listener");

    ProcessorListener(Consumer<Change> consumer) {
        this.consumer = consumer;
        goroutine.setDaemon(true);
        goroutine.start();
    }

    void add(Change change) {
        pending.add(Optional.of(change));
    }

    /** No more changes will come. Those that wait are still handed out. */
    void close() {
        pending.add(Optional.empty());
    }

    /** Waits until everything is handed out. A consumer that takes too long is interrupted. Keeps an interrupt. */
    void join(long deadline) {
        boolean interrupted = false;
        while (goroutine.isAlive()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                goroutine.interrupt();
                break;
            }
            try {
                goroutine.join(left);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (Optional<Change> next = pending.take(); next.isPresent(); next = pending.take()) {
                try {
                    consumer.accept(next.get());
                } catch (RuntimeException recovered) {
                    LOG.warn("A consumer failed on {}", next.get().name(), recovered);
                }
            }
        } catch (InterruptedException tooLate) {
            LOG.warn("A consumer did not end in time");
        }
    }
}
