package dev.watchworks.apiserver.controllers.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events, and for one that was written before raises its count instead. An event that cannot be written, such as
 * in a namespace that is being deleted, is lost, as it is on a real cluster.
 */
public final class EventRecorder {
    private static final Logger LOG = System.getLogger(EventRecorder.class.getName());
    private static final String COMBINED = "(combined from similar events): ";

    private final Registry registry;
    private final Clock clock;
    private final ResourceType events;
    private final EventSourceObjectSpamFilter spam = new EventSourceObjectSpamFilter();
    private final EventAggregator combiner = new EventAggregator();
    private final Map<String, Written> written = new LruCache<>();
    private long lastNanos;

    private record Written(String namespace, String name) {}

    public EventRecorder(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.events = registry.type("events");
    }

    /** Writes down that something happened. */
    public synchronized void record(EventSource source, EventDetails occurrence) {
        Instant now = clock.instant();
        String about = source.component() + source.host() + withoutVersion(occurrence) + occurrence.type();
        try {
            if (source.style() == EventSource.Style.SERIES) {
                write(source, occurrence, about + occurrence.reason() + occurrence.message(), now, false);
            } else if (spam.lets(about, now)) {
                String alike = about + occurrence.reason();
                boolean combined = combiner.combines(alike, occurrence.message(), now);
                write(source, occurrence, combined ? alike : alike + occurrence.message(), now, combined);
            }
        } catch (ApiException refused) {
            LOG.log(Level.DEBUG, () -> "No event " + occurrence.reason() + ": " + refused.getMessage());
        }
    }

    private void write(EventSource source, EventDetails occurrence, String key, Instant now, boolean combined) {
        String message = combined ? COMBINED + occurrence.message() : occurrence.message();
        Written before = written.get(key);
        if (before != null && countOnceMore(before, source, message, now) != null) {
            return;
        }
        ObjectNode event = event(source, occurrence, message, now, combined);
        String namespace = event.path("metadata").path("namespace").asText();
        registry.writingAs(source.process()).create(events, namespace, event);
        written.put(
                key, new Written(namespace, event.path("metadata").path("name").asText()));
    }

    private @Nullable ObjectNode countOnceMore(Written before, EventSource source, String message, Instant now) {
        return registry.writingAs(source.process()).update(events, before.namespace(), before.name(), event -> {
            if (event == null) {
                return null;
            }
            if (source.style() == EventSource.Style.SERIES) {
                int count = event.path("series").path("count").asInt(1);
                event.putObject("series").put("count", count + 1).put("lastObservedTime", Timestamps.micros(now));
            } else {
                event.put("message", message)
                        .put("count", event.path("count").asInt() + 1)
                        .put("lastTimestamp", Timestamps.seconds(now));
            }
            return event;
        });
    }

    private ObjectNode event(
            EventSource source, EventDetails occurrence, String message, Instant now, boolean combined) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("kind", events.kind()).put("apiVersion", events.apiVersion());
        String namespace = occurrence.involved().path("namespace").asText("default");
        event.putObject("metadata")
                .put("name", occurrence.involved().path("name").asText() + "." + Long.toHexString(nanos(now)))
                .put("namespace", namespace.isEmpty() ? "default" : namespace);
        event.set("involvedObject", occurrence.involved().deepCopy());
        event.put("reason", occurrence.reason()).put("message", message).put("type", occurrence.type());
        ObjectNode from = event.putObject("source");
        if (source.style() == EventSource.Style.SERIES) {
            event.putNull("firstTimestamp").putNull("lastTimestamp");
            event.put("eventTime", Timestamps.micros(now)).put("action", occurrence.action());
            event.put("reportingComponent", source.component());
            event.put("reportingInstance", source.component() + "-" + source.host());
            return event;
        }
        from.put("component", source.component());
        if (!source.host().isEmpty()) {
            from.put("host", source.host());
        }
        event.put("firstTimestamp", Timestamps.seconds(now)).put("lastTimestamp", Timestamps.seconds(now));
        event.put("count", 1).putNull("eventTime");
        // client-go's aggregator builds a new event and leaves these two out of it.
        event.put("reportingComponent", combined ? "" : source.component());
        event.put("reportingInstance", combined ? "" : source.host());
        return event;
    }

    private static String withoutVersion(EventDetails occurrence) {
        ObjectNode involved = occurrence.involved().deepCopy();
        involved.remove("resourceVersion");
        return new String(Json.write(involved), StandardCharsets.UTF_8);
    }

    /** Nanoseconds since the epoch, never the same twice, because they make up the events' names. */
    private long nanos(Instant now) {
        lastNanos = Math.max(lastNanos + 1, now.getEpochSecond() * 1_000_000_000L + now.getNano());
        return lastNanos;
    }
}
