package dev.watchworks.conformance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.conformance.http.LineStream;
import dev.watchworks.conformance.transcript.TranscriptStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An open watch. The events that a scenario takes from it are recorded; later events are not. */
public final class ScenarioWatch implements AutoCloseable {
    private final String name;
    private final LineStream stream;
    private final Duration longestWait;
    private final Consumer<TranscriptStep> log;

    /** Controllers create it in each namespace at some time. */
    static final String FROM_CONTROLLERS = "kube-root-ca.crt";

    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final boolean takesBookmarks;

    ScenarioWatch(
            String name,
            LineStream stream,
            boolean takesBookmarks,
            Duration longestWait,
            Consumer<TranscriptStep> log) {
        this.takesBookmarks = takesBookmarks;
        this.name = name;
        this.stream = stream;
        this.longestWait = longestWait;
        this.log = log;
    }

    /**
     * Returns the next event.
     *
     * @throws AssertionError when the watch has ended
     */
    public ReceivedEvent next() {
        String line = line();
        if (line == null) {
            throw new AssertionError(name + " has ended, an event was expected");
        }
        log.accept(new TranscriptStep("on " + name, List.of(line)));
        JsonNode event = ScenarioJson.readLeniently(line);
        assertThat(event.has("type") && event.has("object"))
                .as("a line of a watch is an event, found %s", line)
                .isTrue();
        return new ReceivedEvent(event.path("type").asText(), event.path("object"));
    }

    /** Takes the next event or the end, where servers differ and the scenario accepts both. */
    public void nextOrEnd() {
        String line = line();
        log.accept(
                line == null
                        ? new TranscriptStep("end of " + name, List.of())
                        : new TranscriptStep("on " + name, List.of(line)));
    }

    /** Returns the next line, except for events that controllers cause at any time, or null at the end. */
    private @Nullable String line() {
        String line = stream.next(longestWait);
        while (line != null && isIncidental(line)) {
            line = stream.next(longestWait);
        }
        return line;
    }

    private boolean isIncidental(String line) {
        boolean isNews =
                takesBookmarks && line.startsWith("{\"type\":\"BOOKMARK\"") && !line.contains(INITIAL_EVENTS_END);
        return isNews || isFromControllers(line);
    }

    private static boolean isFromControllers(String line) {
        return line.contains("\"name\":\"" + FROM_CONTROLLERS + "\"");
    }

    /** Expects the next event to be of this type and about this object; returns it. */
    public ReceivedEvent next(String type, String object) {
        ReceivedEvent event = next();
        assertThat(event.toString()).as("event on %s: %s", name, event.object()).isEqualTo(type + " " + object);
        return event;
    }

    /** Expects these events, each written as {@code ADDED name}. */
    public void receives(String... events) {
        for (String event : events) {
            assertThat(next()).as("event on %s", name).hasToString(event);
        }
    }

    /** Expects a bookmark; returns it. */
    public ReceivedEvent bookmark() {
        ReceivedEvent event = next();
        assertThat(event.type()).as("event on %s: %s", name, event.object()).isEqualTo("BOOKMARK");
        return event;
    }

    /** Expects the stream to end without a further line. */
    public void ends() {
        String line = line();
        assertThat(line).as("the end of %s", name).isNull();
        log.accept(new TranscriptStep("end of " + name, List.of()));
    }

    /**
     * Returns the events until the end of the stream, except for objects that controllers create. They are not
     * recorded.
     */
    public List<ReceivedEvent> remainingEvents() {
        List<ReceivedEvent> events = new ArrayList<>();
        for (String line = stream.next(longestWait); line != null; line = stream.next(longestWait)) {
            if (!isFromControllers(line)) {
                JsonNode event = ScenarioJson.readLeniently(line);
                events.add(new ReceivedEvent(event.path("type").asText(), event.path("object")));
            }
        }
        return events;
    }

    /** Closes the connection. */
    @Override
    public void close() {
        stream.close();
    }
}
