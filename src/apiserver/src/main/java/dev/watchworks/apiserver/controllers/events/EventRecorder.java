package dev.watchworks.apiserver.controllers.events;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.LruCache;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes events. When an event is repeated, the recorder increases its count instead. It drops an event that the registry
 * refuses, such as one in a namespace that is being deleted, as in a real cluster.
 */
public final class EventRecorder {
    /** The cache size of client-go's recorder. */
    static final int CACHE_SIZE = 4096;

    private static final Logger LOG = System.getLogger(EventRecorder.class.getName());
    private static final String COMBINED = "(combined from similar events): ";

    private final InProcessClient registry;
    private final Clock clock;
    private final ResourceType events;
    private final EventSourceObjectSpamFilter spamFilter = new EventSourceObjectSpamFilter();
    private final EventAggregator aggregator = new EventAggregator();
    private final Map<String, ObjectKey> written = new LruCache<>(CACHE_SIZE);
    private long lastNanos;

    public EventRecorder(InProcessClient registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.events = registry.type("events");
    }

    /** Writes an event now. */
    public synchronized void record(EventSource source, EventDetails details) {
        Instant now = clock.instant();
        String about = source.component() + source.host() + withoutVersion(details) + details.type();
        try {
            if (source.style() == EventSource.Style.SERIES) {
                write(source, details, about + details.reason() + details.message(), now, false);
            } else if (spamFilter.allows(about, now)) {
                String similar = about + details.reason();
                boolean combined = aggregator.aggregates(similar, details.message(), now);
                write(source, details, combined ? similar : similar + details.message(), now, combined);
            }
        } catch (ApiException refused) {
            LOG.log(Level.DEBUG, () -> "Event " + details.reason() + " was refused: " + refused.getMessage());
        }
    }

    private void write(EventSource source, EventDetails details, String key, Instant now, boolean combined) {
        String message = combined ? COMBINED + details.message() : details.message();
        ObjectKey before = written.get(key);
        if (before != null && incrementCount(before, source, message, now) != null) {
            return;
        }
        ObjectNode event = event(source, details, message, now, combined);
        ObjectKey objectKey = ObjectKey.of(event);
        registry.writingAs(source.process()).create(events, objectKey.namespace(), event);
        written.put(key, objectKey);
    }

    private @Nullable ObjectNode incrementCount(ObjectKey before, EventSource source, String message, Instant now) {
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

    private ObjectNode event(EventSource source, EventDetails details, String message, Instant now, boolean combined) {
        String namespace = text(details.involved(), "namespace");
        ObjectNode event = events.newObject(
                namespace.isEmpty() ? "default" : namespace,
                text(details.involved(), "name") + "." + Long.toHexString(uniqueNanos(now)));
        event.set("involvedObject", details.involved().deepCopy());
        event.put("reason", details.reason()).put("message", message).put("type", details.type());
        ObjectNode from = event.putObject("source");
        if (source.style() == EventSource.Style.SERIES) {
            event.putNull("firstTimestamp").putNull("lastTimestamp");
            event.put("eventTime", Timestamps.micros(now)).put("action", details.action());
            event.put("reportingComponent", source.component());
            event.put("reportingInstance", source.component() + "-" + source.host());
            return event;
        }
        from.put("component", source.component());
        Json.putUnlessEmpty(from, "host", source.host());
        event.put("firstTimestamp", Timestamps.seconds(now)).put("lastTimestamp", Timestamps.seconds(now));
        event.put("count", 1).putNull("eventTime");
        // client-go's aggregator creates a new event without these two fields.
        event.put("reportingComponent", combined ? "" : source.component());
        event.put("reportingInstance", combined ? "" : source.host());
        return event;
    }

    private static String withoutVersion(EventDetails details) {
        ObjectNode involved = details.involved().deepCopy();
        involved.remove("resourceVersion");
        return new String(Json.write(involved), StandardCharsets.UTF_8);
    }

    /** Nanoseconds since the epoch, different for each call, because they are part of the events' names. */
    private long uniqueNanos(Instant now) {
        lastNanos = Math.max(lastNanos + 1, now.getEpochSecond() * 1_000_000_000L + now.getNano());
        return lastNanos;
    }
}
