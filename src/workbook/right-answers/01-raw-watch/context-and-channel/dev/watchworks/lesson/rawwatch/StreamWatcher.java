package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.util.Watch;
import java.io.Closeable;
import java.io.IOException;
import okhttp3.Call;

/** Reads a watch on a thread of its own, as the StreamWatcher of apimachinery does. */
final class StreamWatcher<T> implements Closeable {

    private final Call call;
    private final Watch<T> watch;
    private final Chan<Watch.Response<T>> result = new Chan<>();
    private final Thread goroutine;
    private volatile Exception err;

    StreamWatcher(Call call, Watch<T> watch) {
        this.call = call;
        this.watch = watch;
        this.goroutine = new Thread(this::receive, "stream-watcher");
        this.goroutine.setDaemon(true);
        this.goroutine.start();
    }

    Chan<Watch.Response<T>> resultChan() {
        return result;
    }

    /** Throws the failure of the stream, if there was one. Call it only after the channel is closed. */
    void check() throws IOException {
        Exception failure = err;
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof IOException) {
            throw (IOException) failure;
        }
    }

    private void receive() {
        try (watch) {
            while (watch.hasNext()) {
                if (!result.send(watch.next())) {
                    return;
                }
            }
        } catch (RuntimeException | IOException failure) {
            err = failure;
        } catch (InterruptedException impossible) {
            // Nobody knows this thread, so nobody interrupts it.
            err = new IllegalStateException(impossible);
        } finally {
            result.close();
        }
    }

    /** Ends the stream, and waits until its thread has closed the watch. */
    @Override
    public void close() {
        call.cancel();
        result.close();
        boolean interrupted = false;
        while (true) {
            try {
                goroutine.join();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
