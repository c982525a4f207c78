package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import dev.watchworks.apiserver.storage.StoredObject;
import dev.watchworks.apiserver.storage.WatchEncoder;
import java.time.Clock;
import java.util.List;

/** Encoders of watch frames, one for each representation. */
final class WatchEncoders {
    private WatchEncoders() {}

    static WatchEncoder of(RequestScope scope, Clock clock) {
        return switch (scope.representation()) {
            case OBJECT -> new Whole(scope.type());
            case METADATA -> new Metadata(scope.type());
            case TABLE -> new Tables(scope.type(), scope.include(), clock);
        };
    }

    /** The object of a bookmark: only its resourceVersion is set. */
    static ObjectNode bookmark(ResourceType type, long revision, boolean initialEventsEnd) {
        ObjectNode object = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        type.schema().zeroValue().properties().forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        return object;
    }

    private record Whole(ResourceType type) implements WatchEncoder {
        @Override
        public byte[] event(EventType event, StoredObject object) {
            return object.frame(event);
        }

        @Override
        public byte[] bookmark(long revision, boolean initialEventsEnd) {
            return StoredObject.frame("BOOKMARK", Json.write(WatchEncoders.bookmark(type, revision, initialEventsEnd)));
        }
    }

    private record Metadata(ResourceType type) implements WatchEncoder {
        @Override
        public byte[] event(EventType event, StoredObject object) {
            return StoredObject.frame(event.name(), Json.write(ObjectTransformer.metadata(object.tree())));
        }

        @Override
        public byte[] bookmark(long revision, boolean initialEventsEnd) {
            ObjectNode object = ObjectTransformer.metadata(WatchEncoders.bookmark(type, revision, initialEventsEnd));
            return StoredObject.frame("BOOKMARK", Json.write(object));
        }
    }

    private static final class Tables implements WatchEncoder {
        private final ResourceType type;
        private final ObjectTransformer.Include include;
        private final Clock clock;
        private boolean columnsSent;

        Tables(ResourceType type, ObjectTransformer.Include include, Clock clock) {
            this.type = type;
            this.include = include;
            this.clock = clock;
        }

        @Override
        public byte[] event(EventType event, StoredObject object) {
            return table(event.name(), object.tree());
        }

        @Override
        public byte[] bookmark(long revision, boolean initialEventsEnd) {
            return table("BOOKMARK", WatchEncoders.bookmark(type, revision, initialEventsEnd));
        }

        private byte[] table(String event, ObjectNode object) {
            ObjectNode metadata = Json.object().put("resourceVersion", ObjectMeta.resourceVersion(object));
            ObjectNode table =
                    ObjectTransformer.table(type, List.of(object), metadata, !columnsSent, include, clock.instant());
            columnsSent = true;
            return StoredObject.frame(event, Json.write(table));
        }
    }
}
