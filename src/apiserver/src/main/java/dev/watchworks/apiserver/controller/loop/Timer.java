package dev.watchworks.apiserver.controller.loop;

import java.time.Duration;

/** Runs things later; tests hold it in their hands. */
public interface Timer extends AutoCloseable {

    /** Runs {@code action} once, {@code delay} from now, on a thread that it must not block. */
    Alarm after(Duration delay, Runnable action);

    /** Forgets every alarm. */
    @Override
    void close();

    /** Something that is going to happen. */
    interface Alarm {
        /** Makes it not happen, unless it has begun. */
        void cancel();
    }
}
