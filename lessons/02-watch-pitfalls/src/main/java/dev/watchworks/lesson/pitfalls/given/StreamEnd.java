package dev.watchworks.lesson.pitfalls.given;

import io.kubernetes.client.openapi.ApiException;

/**
 * How a watch stream ended, and how far it was read. Please do not change this file.
 *
 * @param how what happened at its end
 * @param resourceVersion the version of the last event that was read; where there was none, the version that the watch
 *     began from
 * @param refusal what {@code createWatch} threw, where there was no stream at all, be it that the server refused the request
     *     or that it was not reached; otherwise null
 */
public record StreamEnd(How how, String resourceVersion, ApiException refusal) {

    /** The end of a stream that was there. */
    public StreamEnd(How how, String resourceVersion) {
        this(how, resourceVersion, null);
    }

    /** The ways in which a stream ends. */
    public enum How {
        /** The server ended it, as it does after the time-out. */
        TIMED_OUT,
        /** The connection broke, or the request was refused for any reason but 410. */
        BROKEN,
        /** 410 Gone, in either of its two forms: the server cannot go on from this version. */
        GONE
    }
}
