package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.Call;

/** Reads one watch to its end. */
final class WatchReader {

    private static final Type LINE = new TypeToken<Watch.Response<V1Pod>>() {}.getType();

    private final Consumer<Change> changes;
    private String version;

    WatchReader(String version, Consumer<Change> changes) {
        this.version = version;
        this.changes = changes;
    }

    StreamEnd read(ApiClient client, Call call) {
        Watch<V1Pod> watch;
        try {
            watch = Watch.createWatch(client, call, LINE);
        } catch (ApiException refused) {
            return new StreamEnd(how(refused.getCode()), version, refused);
        }
        try {
            return readToTheEnd(watch);
        } finally {
            close(watch);
        }
    }

    private StreamEnd readToTheEnd(Watch<V1Pod> watch) {
        while (true) {
            Optional<Watch.Response<V1Pod>> event;
            try {
                event = watch.hasNext() ? Optional.of(watch.next()) : Optional.empty();
            } catch (RuntimeException broken) {
                return new StreamEnd(How.BROKEN, version);
            }
            if (event.isEmpty()) {
                return new StreamEnd(How.TIMED_OUT, version);
            }
            Watch.Response<V1Pod> one = event.get();
            if (one.status != null || "ERROR".equals(one.type)) {
                int code = one.status == null || one.status.getCode() == null ? 0 : one.status.getCode();
                return new StreamEnd(how(code), version);
            }
            typeOf(one).ifPresent(type -> pass(new Change(type, one.object)));
        }
    }

    private void pass(Change change) {
        changes.accept(change);
        version = change.pod().getMetadata().getResourceVersion();
    }

    private static Optional<Change.Type> typeOf(Watch.Response<V1Pod> event) {
        for (Change.Type type : Change.Type.values()) {
            if (type.name().equals(event.type)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static How how(int code) {
        return code == HttpURLConnection.HTTP_GONE ? How.GONE : How.BROKEN;
    }

    private static void close(Watch<V1Pod> watch) {
        try {
            watch.close();
        } catch (IOException failed) {
            System.err.println("Could not close a watch: " + failed);
        }
    }
}
