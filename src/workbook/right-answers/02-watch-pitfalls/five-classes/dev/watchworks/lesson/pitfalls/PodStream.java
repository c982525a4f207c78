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
import okhttp3.Call;

/** One watch of pods. Another thread can end it, even before it is open. */
final class PodStream {

    private static final int GONE = 410;

    private final ApiClient client;
    private final String namespace;
    private Call call;
    private boolean ended;
    private String place;

    PodStream(ApiClient client, String namespace, String place) {
        this.client = client;
        this.namespace = namespace;
        this.place = place;
    }

    StreamEnd read(Consumer<Change> changes) {
        try (Watch<V1Pod> watch = open()) {
            for (Watch.Response<V1Pod> event = next(watch); event != null; event = next(watch)) {
                if (event.status != null) {
                    return end(event.status.getCode(), null);
                }
                changes.accept(new Change(Change.Type.valueOf(event.type), event.object));
                place = event.object.getMetadata().getResourceVersion();
            }
            return new StreamEnd(How.TIMED_OUT, place);
        } catch (ApiException refused) {
            return end(refused.getCode(), refused);
        } catch (IOException broken) {
            return new StreamEnd(How.BROKEN, place);
        }
    }

    private StreamEnd end(int code, ApiException refusal) {
        return new StreamEnd(code == GONE ? How.GONE : How.BROKEN, place, refusal);
    }

    private static Watch.Response<V1Pod> next(Watch<V1Pod> watch) throws IOException {
        try {
            return watch.hasNext() ? watch.next() : null;
        } catch (RuntimeException broken) {
            throw new IOException(broken);
        }
    }

    private Watch<V1Pod> open() throws ApiException {
        return Watch.createWatch(client, begin(), new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    private synchronized Call begin() throws ApiException {
        call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .resourceVersion(place)
                .timeoutSeconds(60)
                .watch(true)
                .buildCall(null);
        if (ended) {
            call.cancel();
        }
        return call;
    }

    /** Wakes the reading thread, which then closes its watch itself. */
    synchronized void end() {
        ended = true;
        if (call != null) {
            call.cancel();
        }
    }
}
