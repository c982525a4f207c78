package dev.watchworks.apiserver.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One version of one object, which nobody changes. All readers and watchers share its JSON and its watch frames. */
public final class StoredObject {
    private final String key;
    private final ObjectNode tree;
    private final long revision;
    private volatile byte @Nullable [] json;
    private volatile @Nullable View view;
    private final AtomicReferenceArray<byte @Nullable []> frames =
            new AtomicReferenceArray<>(EventType.values().length);

    StoredObject(String key, ObjectNode tree, long revision) {
        this.key = key;
        this.tree = tree;
        this.revision = revision;
    }

    /** An object that is not stored and has no resourceVersion: the result of a dry run or a removal. */
    public static StoredObject unstored(ObjectNode tree) {
        return new StoredObject("", tree, 0);
    }

    /** {@code namespace/name}, or the name alone of a cluster-scoped object. */
    public static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    /** The object as one version of its kind shows it. */
    private record View(Object version, StoredObject object) {}

    /**
     * The object in another form, which is kept for the next call.
     *
     * @param version identifies the form; another version replaces the kept one
     * @param convert makes the form from the stored one; it returns its argument when both are the same
     */
    public StoredObject view(Object version, UnaryOperator<ObjectNode> convert) {
        View known = view;
        if (known != null && known.version == version) {
            return known.object;
        }
        ObjectNode converted = convert.apply(tree);
        StoredObject object = converted == tree ? this : new StoredObject(key, converted, revision);
        view = new View(version, object);
        return object;
    }

    /** Keeps the object itself as the form of a version, because its writer made it so. */
    public void showAsStored(Object version) {
        view = new View(version, this);
    }

    /** The object's key in the store. */
    public String key() {
        return key;
    }

    /** The object; the caller must not change it. */
    public ObjectNode tree() {
        return tree;
    }

    /** The object's resourceVersion. */
    public long revision() {
        return revision;
    }

    /** The object as JSON; the caller must not change the bytes. */
    public byte[] json() {
        byte[] bytes = json;
        if (bytes == null) {
            bytes = Json.write(tree);
            json = bytes;
        }
        return bytes;
    }

    /** The object as a frame of a watch; the caller must not change the bytes. */
    public byte[] frame(EventType type) {
        byte[] frame = frames.get(type.ordinal());
        if (frame == null) {
            frame = frame(type.name(), json());
            frames.set(type.ordinal(), frame);
        }
        return frame;
    }

    /** A frame of a watch: one line of JSON. */
    public static byte[] frame(String type, byte[] object) {
        byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(head.length + object.length + 2);
        return frame.put(head).put(object).put((byte) '}').put((byte) '\n').array();
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
