package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.util.function.Consumer;

/** One watch of pods, which can be closed from another thread, before it is opened too. */
final class PodStream implements AutoCloseable {

    private static final int GONE = 410;

    private final ApiClient client;
    private final String namespace;
    private Watch<V1Pod> watch;
    private boolean closed;
    private String place;

    PodStream(ApiClient client, String namespace, String place) {
        this.client = client;
        this.namespace = namespace;
        this.place = place;
    }

    StreamEnd read(Consumer<Change> changes) {
        try (this) {
            open();
            for (Watch.Response<V1Pod> event = next(); event != null; event = next()) {
                if (event.status != null) {
                    return end(event.status.getCode(), null);
                }
                changes.accept(new Change(Change.Type.valueOf(event.type), event.object));
                place = event.object.getMetadata().getResourceVersion();
            }
            return new StreamEnd(How.TIMED_OUT, place);
        } catch (ApiException refused) {
            return end(refused.getCode(), refused);
        } catch (BrokenStreamException broken) {
            return new StreamEnd(How.BROKEN, place);
        }
    }

    private StreamEnd end(int code, ApiException refusal) {
        return new StreamEnd(code == GONE ? How.GONE : How.BROKEN, place, refusal);
    }

    private Watch.Response<V1Pod> next() throws BrokenStreamException {
        try {
            return watch.hasNext() ? watch.next() : null;
        } catch (RuntimeException broken) {
            throw new BrokenStreamException(broken);
        }
    }

    private void open() throws ApiException {
        Watch<V1Pod> opened = Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .resourceVersion(place)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType());
        synchronized (this) {
            watch = opened;
        }
        if (isClosed()) {
            close();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        Watch<V1Pod> open;
        synchronized (this) {
            closed = true;
            open = watch;
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyClosed) {
                // nothing to do
            }
        }
    }

    private static final class BrokenStreamException extends Exception {
        BrokenStreamException(Throwable cause) {
            super(cause);
        }
    }
}
