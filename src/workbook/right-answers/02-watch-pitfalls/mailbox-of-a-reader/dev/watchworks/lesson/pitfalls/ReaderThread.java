package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import okhttp3.Call;

/** Reads a watch and sends what it finds to a mailbox. It is the only thread that touches the watch. */
final class ReaderThread extends Thread implements AutoCloseable {

    /** What the mailbox contains. Nothing comes after the last three. */
    sealed interface Message {
        record Event(Watch.Response<V1Pod> event) implements Message {}

        record CleanEnd() implements Message {}

        record Broken(Exception cause) implements Message {}

        record Refused(ApiException exception) implements Message {}
    }

    private static final int MOST_WAITING = 32;

    private final ApiClient client;
    private final Call call;
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private volatile boolean abandoned;

    ReaderThread(ApiClient client, Call call) {
        super("pod-watch-reader");
        setDaemon(true);
        this.client = client;
        this.call = call;
    }

    @Override
    public void run() {
        mailbox.add(read());
    }

    private Message read() {
        try (Watch<V1Pod> watch =
                Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
            while (watch.hasNext()) {
                Message message = new Message.Event(watch.next());
                room.acquireUninterruptibly();
                if (abandoned) {
                    return new Message.CleanEnd();
                }
                mailbox.add(message);
            }
            return new Message.CleanEnd();
        } catch (ApiException refused) {
            return new Message.Refused(refused);
        } catch (RuntimeException | IOException broken) {
            return new Message.Broken(broken);
        } catch (Error serious) {
            return new Message.Broken(new IOException(serious));
        }
    }

    Message take() throws InterruptedException {
        Message message = mailbox.take();
        room.release();
        return message;
    }

    /** Ends the reading, and waits until the watch is closed. */
    @Override
    public void close() {
        abandoned = true;
        call.cancel();
        room.release(MOST_WAITING);
        boolean interrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
