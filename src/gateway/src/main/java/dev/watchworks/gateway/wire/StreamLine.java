package dev.watchworks.gateway.wire;

/**
 * One line of a watch stream: an event of the cluster, or one that a fault inserted.
 *
 * @param index from 1, in its stream
 * @param type {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK} or {@code ERROR}; empty when the line
 *     is not an event in JSON
 * @param apiVersion of the object; empty when unknown
 * @param kind of the object; empty when unknown
 * @param namespace of the object; empty when it has none
 * @param name of the object; empty when it has none
 * @param resourceVersion of the object; empty when it has none
 * @param bytes length of the line with its line feed
 * @param text the line without its line feed, at most {@link WireLog#TEXT_LIMIT} characters of it
 */
public record StreamLine(
        long index,
        String type,
        String apiVersion,
        String kind,
        String namespace,
        String name,
        String resourceVersion,
        int bytes,
        String text) {

    /** Returns whether it is a change: {@code ADDED}, {@code MODIFIED} or {@code DELETED}. */
    public boolean isChange() {
        return type.equals("ADDED") || type.equals("MODIFIED") || type.equals("DELETED");
    }

    /** Returns the same line with this index. */
    public StreamLine withIndex(long place) {
        return new StreamLine(place, type, apiVersion, kind, namespace, name, resourceVersion, bytes, text);
    }

    StreamLine withText(String kept) {
        return new StreamLine(index, type, apiVersion, kind, namespace, name, resourceVersion, bytes, kept);
    }
}
