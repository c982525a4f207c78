package dev.watchworks.conformance.transcript;

import java.util.List;

/**
 * A step of a scenario: a request, or something that a watch received.
 *
 * @param title the method and path of the request, or the name of the watch
 * @param lines what was sent and received
 */
public record TranscriptStep(String title, List<String> lines) {
    /** The beginning of a line that was sent; received lines have no mark. */
    public static final String SENT = "> ";

    public TranscriptStep {
        lines = List.copyOf(lines);
    }
}
