package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Sends a BOOKMARK event, as the API server does about once a minute. Its object has the watched type, and nothing but
 * a version: the last one that the client has seen. A Pod's object has {@code "containers":null}, as on a real server.
 * It affects only watches that allow bookmarks, and waits until the version and the type are known.
 */
public record InsertBookmark() implements StreamFault {
    @Override
    public String description() {
        return "a bookmark was sent";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch() && call.options().allowWatchBookmarks();
    }

    @Override
    public boolean ready(StreamPosition position) {
        return position.isStream()
                && position.resourceVersion() != null
                && BookmarkObjects.of(position.call(), position.last()) != null;
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        StreamLine last = position.last();
        String object = Objects.requireNonNull(BookmarkObjects.of(position.call(), last))
                .replace(BookmarkObjects.VERSION, Objects.requireNonNull(position.resourceVersion()));
        String line = "{\"type\":\"BOOKMARK\",\"object\":" + object + "}\n";
        return new StreamEffect(line.getBytes(StandardCharsets.UTF_8), StreamEffect.Then.CONTINUE);
    }
}
