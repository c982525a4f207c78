package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.storage.WatchStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A watch whose frames a test gives. */
final class ScriptedWatchStream implements WatchStream {
    final CountDownLatch cancelled = new CountDownLatch(1);
    final AtomicInteger taken = new AtomicInteger();

    private final Queue<byte[]> frames = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;
    private volatile Runnable ready = () -> {};

    void send(String frame) {
        frames.add(frame.getBytes(StandardCharsets.UTF_8));
        ready.run();
    }

    void end() {
        ended = true;
        ready.run();
    }

    @Override
    public void onReady(Runnable ready) {
        this.ready = ready;
    }

    @Override
    public byte @Nullable [] poll() {
        byte[] frame = frames.poll();
        if (frame != null) {
            taken.incrementAndGet();
        }
        return frame;
    }

    @Override
    public boolean ended() {
        return ended && frames.isEmpty();
    }

    @Override
    public void cancel() {
        cancelled.countDown();
    }
}
