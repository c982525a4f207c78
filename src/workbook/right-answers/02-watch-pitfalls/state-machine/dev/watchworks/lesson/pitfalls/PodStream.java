package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;

/** Reads one watch from a version to its end. */
final class PodStream {

    private static final int GONE = 410;

    private final ApiClient client;
    private final StopSignal signal;
    private String last;

    PodStream(ApiClient client, StopSignal signal, String from) {
        this.client = client;
        this.signal = signal;
        this.last = from;
    }

    StreamEnd read(String namespace, Consumer<Change> changes) {
        Watch<V1Pod> watch;
        try {
            Call call = new CoreV1Api(client)
                    .listNamespacedPod(namespace)
                    .resourceVersion(last)
                    .timeoutSeconds(60)
                    .watch(true)
                    .buildCall(null);
            signal.whenGiven(call::cancel);
            watch = Watch.createWatch(
                    client,
                    call,
                    TypeToken.getParameterized(Watch.Response.class, V1Pod.class).getType());
        } catch (ApiException refused) {
            signal.whenGiven(() -> {});
            return new StreamEnd(how(refused.getCode()), last, refused);
        }
        try {
            return readAll(watch, changes);
        } finally {
            signal.whenGiven(() -> {});
            closeQuietly(watch);
        }
    }

    private StreamEnd readAll(Watch<V1Pod> watch, Consumer<Change> changes) {
        while (true) {
            Optional<Watch.Response<V1Pod>> next;
            try {
                next = watch.hasNext() ? Optional.of(watch.next()) : Optional.empty();
            } catch (RuntimeException broken) {
                return new StreamEnd(StreamEnd.How.BROKEN, last);
            }
            if (next.isEmpty()) {
                return new StreamEnd(StreamEnd.How.TIMED_OUT, last);
            }
            Watch.Response<V1Pod> event = next.get();
            if ("ERROR".equals(event.type) || event.status != null) {
                Integer code = event.status == null ? null : event.status.getCode();
                return new StreamEnd(how(code == null ? 0 : code), last);
            }
            Optional<Change.Type> type = type(event.type);
            if (type.isPresent()) {
                changes.accept(new Change(type.get(), event.object));
                last = event.object.getMetadata().getResourceVersion();
            }
        }
    }

    private static StreamEnd.How how(int code) {
        return code == GONE ? StreamEnd.How.GONE : StreamEnd.How.BROKEN;
    }

    private static Optional<Change.Type> type(String name) {
        for (Change.Type type : Change.Type.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static void closeQuietly(Watch<V1Pod> watch) {
        try {
            watch.close();
        } catch (IOException | RuntimeException alreadyBroken) {
            System.err.println("Closing a watch failed: " + alreadyBroken);
        }
    }
}
