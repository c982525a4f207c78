package dev.watchworks.lesson.queue;

import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A thread that does one thing after the other, and a future for its end. */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class.getName());

    /** Does one thing. Returns false if there is nothing more to do. */
    @FunctionalInterface
    interface Turn {
        boolean take() throws InterruptedException;
    }

    private final Turn turn;
    private final Thread thread;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Worker(String name, Turn turn) {
        this.turn = turn;
        this.thread = new Thread(this::run, name);
    }

    Worker start() {
        thread.start();
        return this;
    }

    CompletableFuture<Void> end() {
        return end;
    }

    void interruptUnlessEnded() {
        if (!end.isDone()) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted() && again()) {
                LOG.finest("one more key");
            }
        } catch (InterruptedException asked) {
            LOG.fine(() -> thread.getName() + " was asked to end");
        } finally {
            end.complete(null);
        }
    }

    private boolean again() throws InterruptedException {
        try {
            return turn.take();
        } catch (RuntimeException unexpected) {
            LOG.log(Level.SEVERE, "A turn failed; the worker goes on", unexpected);
            return true;
        }
    }
}
