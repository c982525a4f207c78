package dev.watchworks.lesson.rawwatch;

/** A channel with room for one value, for one sender and one receiver. */
final class Chan<T> {

    private T slot;
    private boolean closed;

    /** Waits for room. Returns false if the channel is closed: nobody receives any more. */
    synchronized boolean send(T value) throws InterruptedException {
        while (slot != null && !closed) {
            wait();
        }
        if (closed) {
            return false;
        }
        slot = value;
        notifyAll();
        return true;
    }

    /** Waits for a value. Returns null if the channel is closed and empty. */
    synchronized T receive() throws InterruptedException {
        while (slot == null && !closed) {
            wait();
        }
        T value = slot;
        slot = null;
        notifyAll();
        return value;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
