package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The objects in bookmark events: zero values of their types, recorded from Kubernetes 1.34. */
final class BookmarkObjects {
    /** The place of the resource version in the objects. */
    static final String VERSION = "@resourceVersion@";

    private static final Map<String, String> RECORDED = read();

    private BookmarkObjects() {}

    /** Returns the object, or null when the type is unknown: a custom resource whose stream has had no event. */
    static @Nullable String of(ApiCall call, @Nullable StreamLine last) {
        String group = call.group().isEmpty() ? "" : call.group() + "/";
        String recorded = RECORDED.get(group + call.version() + "/" + call.resource());
        if (recorded != null || last == null || last.kind().isEmpty()) {
            return recorded;
        }
        // A bookmark of a custom resource has none of the resource's own fields.
        return "{\"apiVersion\":" + StatusBody.quoted(last.apiVersion()) + ",\"kind\":" + StatusBody.quoted(last.kind())
                + ",\"metadata\":{\"resourceVersion\":\"" + VERSION + "\"}}";
    }

    private static Map<String, String> read() {
        try (InputStream file = Objects.requireNonNull(
                BookmarkObjects.class.getResourceAsStream("bookmark-objects.txt"), "bookmark-objects.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
