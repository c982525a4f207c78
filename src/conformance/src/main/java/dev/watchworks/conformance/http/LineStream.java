package dev.watchworks.conformance.http;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer that comes line by line, as a watch's does. */
public interface LineStream extends AutoCloseable {
    /** HTTP status. */
    int code();

    /** The headers that clients read. */
    Map<String, String> headers();

    /**
     * The next line; null once the stream has ended.
     *
     * @throws AssertionError when none comes in time
     */
    @Nullable
    String next(Duration patience);

    /** Hangs up. */
    @Override
    void close();
}
