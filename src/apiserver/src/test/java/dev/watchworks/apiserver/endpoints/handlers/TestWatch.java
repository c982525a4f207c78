package dev.watchworks.apiserver.endpoints.handlers;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.storage.WatchStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A client of a watch that takes a frame when it is told to. */
final class TestWatch {
    final WatchStream feed;
    final Semaphore ready = new Semaphore(0);

    /** A line of the watch. */
    record Line(String type, JsonNode object) {
        String name() {
            return object.path("metadata").path("name").asText();
        }

        long version() {
            return object.path("metadata").path("resourceVersion").asLong();
        }

        @Override
        public String toString() {
            return type + " " + name();
        }
    }

    TestWatch(WatchStream feed) {
        this.feed = feed;
        feed.onReady(ready::release);
    }

    /** The lines that are there now. */
    List<Line> taken() {
        List<Line> lines = new ArrayList<>();
        for (byte[] frame = feed.poll(); frame != null; frame = feed.poll()) {
            JsonNode line = Json.read(frame);
            lines.add(new Line(line.path("type").asText(), line.path("object")));
        }
        return lines;
    }

    /** The lines that are there now, as {@code TYPE name}. */
    List<String> told() {
        return taken().stream().map(Line::toString).toList();
    }

    /** The next line, which must come. */
    Line next() {
        byte[][] frame = new byte[1][];
        await("the watch's next line").until(() -> {
            frame[0] = feed.poll();
            return frame[0] != null;
        });
        JsonNode line = Json.read(frame[0]);
        return new Line(line.path("type").asText(), line.path("object"));
    }

    void awaitEnd() {
        await("the watch's end").until(() -> {
            feed.poll();
            return feed.ended();
        });
    }
}
