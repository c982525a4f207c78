package dev.watchworks.conformance.http;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response that arrives line by line, such as a watch. */
public interface LineStream extends AutoCloseable {
    /** HTTP status. */
    int code();

    /** The headers that clients read. */
    Map<String, String> headers();

    /**
     * Returns the next line, or null once the stream has ended.
     *
     * @throws AssertionError when no line arrives in time
     */
    @Nullable
    String next(Duration longestWait);

    /** Closes the connection. */
    @Override
    void close();
}
