package dev.watchworks.apiserver.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One version of one object. Its tree is shared and never changed; its JSON and its watch frames are written at most
 * once, however many readers and watchers take them.
 */
public final class StoredObject {
    private final String key;
    private final ObjectNode tree;
    private final long revision;
    private volatile byte @Nullable [] json;
    private final AtomicReferenceArray<byte @Nullable []> frames =
            new AtomicReferenceArray<>(EventType.values().length);

    StoredObject(String key, ObjectNode tree, long revision) {
        this.key = key;
        this.tree = tree;
        this.revision = revision;
    }

    /** An object that a dry run or a removal leaves to show, though it is not stored; it has no resourceVersion. */
    public static StoredObject unstored(ObjectNode tree) {
        return new StoredObject("", tree, 0);
    }

    /** {@code namespace/name}, or the name alone of a cluster-scoped object. */
    public static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** Where the object stands in its type's order. */
    public String key() {
        return key;
    }

    /** The object itself, which must not be changed. */
    public ObjectNode tree() {
        return tree;
    }

    /** The object's resourceVersion. */
    public long revision() {
        return revision;
    }

    /** The object as JSON: shared bytes. */
    public byte[] json() {
        byte[] bytes = json;
        if (bytes == null) {
            bytes = Json.write(tree);
            json = bytes;
        }
        return bytes;
    }

    /** The object as the line of a watch: shared bytes. */
    public byte[] frame(EventType type) {
        byte[] frame = frames.get(type.ordinal());
        if (frame == null) {
            frame = frame(type.name(), json());
            frames.set(type.ordinal(), frame);
        }
        return frame;
    }

    /** A line of a watch. */
    public static byte[] frame(String type, byte[] object) {
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[head.length + object.length + 2];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(object, 0, frame, head.length, object.length);
        frame[frame.length - 2] = '}';
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /** The same content with another resourceVersion, for a DELETED event. */
    StoredObject at(long otherRevision) {
        ObjectNode copy = Json.object();
        copy.setAll(tree);
        ObjectNode metadata = Json.object();
        metadata.setAll((ObjectNode) tree.get("metadata"));
        metadata.put("resourceVersion", Long.toString(otherRevision));
        copy.set("metadata", metadata);
        return new StoredObject(key, copy, otherRevision);
    }
}
