package dev.watchworks.lesson.pitfalls.given;

import io.kubernetes.client.openapi.ApiException;

/**
 * How a watch stream ended, and how far you read. Please do not change this file.
 *
 * @param how how the stream ended
 * @param resourceVersion the version of the last event; if no event came, the version that the watch began from
 * @param refusal the exception from {@code createWatch} if there was no stream at all, because the server refused the
 *     request or could not be reached; otherwise null
 */
public record StreamEnd(How how, String resourceVersion, ApiException refusal) {

    /** The end of a stream that had begun. */
    public StreamEnd(How how, String resourceVersion) {
        this(how, resourceVersion, null);
    }

    /** The ways in which a stream ends. */
    public enum How {
        /** The server ended the stream cleanly, as it does after the time-out. */
        TIMED_OUT,
        /** The connection broke, or the request failed with anything but 410. */
        BROKEN,
        /** 410 Gone, in either of its two forms: the server cannot continue from this version. */
        GONE
    }
}
