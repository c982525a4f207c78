package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

/** A stream of lines, each with a type and an object. */
final class LineWatch<T> implements Watchable<T> {

    private final Call call;
    private final Response response;
    private final BufferedSource source;
    private final Function<JsonObject, T> reader;
    private String line;

    private LineWatch(Call call, Response response, Function<JsonObject, T> reader) {
        this.call = call;
        this.response = response;
        this.source = response.body().source();
        this.reader = reader;
    }

    static <T> LineWatch<T> open(Call call, Function<JsonObject, T> reader) throws ApiException {
        return new LineWatch<>(call, PodRequests.send(call), reader);
    }

    @Override
    public boolean hasNext() {
        try {
            while (line == null || line.isBlank()) {
                line = source.readUtf8Line();
                if (line == null) {
                    return false;
                }
            }
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Watch.Response<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the stream has ended");
        }
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        line = null;
        String type = event.get("type").getAsString();
        JsonObject object = event.getAsJsonObject("object");
        if (isStatus(object)) {
            V1Status status = JSON.deserialize(object.toString(), V1Status.class);
            return new Watch.Response<>(type, status);
        }
        return new Watch.Response<>(type, reader.apply(object));
    }

    private static boolean isStatus(JsonObject object) {
        JsonElement kind = object.get("kind");
        return kind != null && kind.isJsonPrimitive() && kind.getAsString().equals("Status");
    }

    @Override
    public Iterator<Watch.Response<T>> iterator() {
        return this;
    }

    @Override
    public void close() {
        call.cancel();
        response.close();
    }
}
