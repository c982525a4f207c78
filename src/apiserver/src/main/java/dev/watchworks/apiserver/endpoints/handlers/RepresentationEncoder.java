package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.storage.EventType;
import dev.watchworks.apiserver.storage.StoredObject;
import dev.watchworks.apiserver.storage.WatchEncoder;
import java.time.Clock;
import java.util.List;

/** Encodes the frames of one watch in the representation of its request. */
final class RepresentationEncoder implements WatchEncoder {
    private final ResourceType type;
    private final Representation representation;
    private final ObjectTransformer.Include include;
    private final Clock clock;
    private boolean columnsSent;

    RepresentationEncoder(RequestScope scope, Clock clock) {
        this.type = scope.type();
        this.representation = scope.representation();
        this.include = scope.include();
        this.clock = clock;
    }

    @Override
    public byte[] event(EventType event, StoredObject stored) {
        StoredObject object = type.fromStorage(stored);
        return representation == Representation.OBJECT ? object.frame(event) : frame(event.name(), object.tree());
    }

    @Override
    public byte[] bookmark(long revision, boolean initialEventsEnd) {
        return frame("BOOKMARK", bookmarkObject(revision, initialEventsEnd));
    }

    private byte[] frame(String event, ObjectNode object) {
        ObjectNode shown = switch (representation) {
            case OBJECT -> object;
            case METADATA -> ObjectTransformer.metadata(object);
            case TABLE -> table(object);
        };
        return StoredObject.frame(event, Json.write(shown));
    }

    private ObjectNode table(ObjectNode object) {
        ObjectNode metadata = Json.object().put("resourceVersion", ObjectMeta.resourceVersion(object));
        boolean columns = !columnsSent;
        columnsSent = true;
        return ObjectTransformer.table(type, List.of(object), metadata, columns, include, clock.instant());
    }

    /** The object of a bookmark: only its resourceVersion is set. */
    private ObjectNode bookmarkObject(long revision, boolean initialEventsEnd) {
        ObjectNode object = type.has(StrategyFlag.UNSTRUCTURED)
                ? Json.object().put("apiVersion", type.apiVersion()).put("kind", type.kind())
                : Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        ObjectNode metadata = object.putObject("metadata").put("resourceVersion", Long.toString(revision));
        if (initialEventsEnd) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        if (type.has(StrategyFlag.UNSTRUCTURED)) {
            return CanonicalJson.of(object);
        }
        type.schema().zeroValue().properties().forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        return object;
    }
}
