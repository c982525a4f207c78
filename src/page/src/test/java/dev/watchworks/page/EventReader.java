package dev.watchworks.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads the events of a page, as a browser does. */
final class EventReader implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DATA = "data: ";

    private final InputStream stream;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

    private EventReader(InputStream stream) {
        this.stream = stream;
    }

    static EventReader connect(HttpClient client, URI page) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(page.resolve("events")).build(), HttpResponse.BodyHandlers.ofInputStream());
        EventReader reader = new EventReader(response.body());
        Thread thread = new Thread(reader::readAll, "event-reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    private void readAll() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(DATA)) {
                    messages.add(MAPPER.readTree(line.substring(DATA.length())));
                }
            }
        } catch (IOException | UncheckedIOException ended) {
            // the test or the server has closed the stream
        }
    }

    /** Waits for the next message. */
    JsonNode next(Duration most) throws InterruptedException {
        JsonNode message = messages.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new AssertionError("no message within " + most);
        }
        return message;
    }

    /** Waits for the next message about an event of this kind. */
    JsonNode nextEvent(String event, Duration most) throws InterruptedException {
        JsonNode message = next(most);
        while (!message.at("/event/event").asText().equals(event)) {
            message = next(most);
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
