package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import okhttp3.Call;
import okhttp3.Response;

/** The lines of one response. A bookmark has no pod here, only a version. */
final class PodStream implements Watchable<V1Pod> {

    private final Call call;
    private Response answer;
    private String version;

    PodStream(Call call) {
        this.call = call;
    }

    String version() {
        return version;
    }

    @Override
    public boolean hasNext() {
        try {
            if (answer == null) {
                answer = call.execute();
                if (!answer.isSuccessful()) {
                    throw new IllegalStateException("HTTP " + answer.code());
                }
            }
            return !answer.body().source().exhausted();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Watch.Response<V1Pod> next() {
        try {
            return event(JsonParser.parseString(answer.body().source().readUtf8LineStrict())
                    .getAsJsonObject());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Watch.Response<V1Pod> event(JsonObject line) {
        String type = line.get("type").getAsString();
        JsonObject object = line.getAsJsonObject("object");
        if (type.equals("ERROR")) {
            return new Watch.Response<>(type, JSON.<V1Status>deserialize(object.toString(), V1Status.class));
        }
        version = PodRequests.metadata(object, "resourceVersion");
        V1Pod pod = type.equals("BOOKMARK") ? null : JSON.deserialize(object.toString(), V1Pod.class);
        return new Watch.Response<>(type, pod);
    }

    @Override
    public Iterator<Watch.Response<V1Pod>> iterator() {
        return this;
    }

    @Override
    public void close() {
        call.cancel();
        if (answer != null) {
            answer.close();
        }
    }
}
