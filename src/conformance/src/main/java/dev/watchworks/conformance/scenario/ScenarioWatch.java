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

/** A watch that is open. What a scenario takes from it stands in the transcript; what comes later does not. */
public final class ScenarioWatch implements AutoCloseable {
    private final String name;
    private final LineStream stream;
    private final Duration patience;
    private final Consumer<TranscriptStep> log;

    /** Controllers put it into each namespace when they come to it. */
    static final String OF_THE_CLUSTER = "kube-root-ca.crt";

    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final boolean takesBookmarks;

    ScenarioWatch(
            String name, LineStream stream, boolean takesBookmarks, Duration patience, Consumer<TranscriptStep> log) {
        this.takesBookmarks = takesBookmarks;
        this.name = name;
        this.stream = stream;
        this.patience = patience;
        this.log = log;
    }

    /** The next event, whatever it is. */
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

    /** The next line, but for what the cluster does by itself and when it likes. */
    private @Nullable String line() {
        String line = stream.next(patience);
        while (line != null && isByTheWay(line)) {
            line = stream.next(patience);
        }
        return line;
    }

    private boolean isByTheWay(String line) {
        boolean isNews =
                takesBookmarks && line.startsWith("{\"type\":\"BOOKMARK\"") && !line.contains(INITIAL_EVENTS_END);
        return isNews || isOfTheCluster(line);
    }

    private static boolean isOfTheCluster(String line) {
        return line.contains("\"name\":\"" + OF_THE_CLUSTER + "\"");
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

    /** Takes what comes until the stream ends, without a place in the transcript, but for what controllers put there. */
    public List<ReceivedEvent> remainingEvents() {
        List<ReceivedEvent> events = new ArrayList<>();
        for (String line = stream.next(patience); line != null; line = stream.next(patience)) {
            if (!isOfTheCluster(line)) {
                JsonNode event = ScenarioJson.readLeniently(line);
                events.add(new ReceivedEvent(event.path("type").asText(), event.path("object")));
            }
        }
        return events;
    }

    /** Hangs up. */
    @Override
    public void close() {
        stream.close();
    }
}
