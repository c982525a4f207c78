package dev.watchworks.conformance.transcript;

import java.util.List;

/**
 * One thing that happened between a scenario and a server.
 *
 * @param title what it was: a request's method and path, or what came on a watch
 * @param lines what was sent and what came back, a line each
 */
public record TranscriptStep(String title, List<String> lines) {
    /** Begins a line that was sent; what came back has no such mark. */
    public static final String SENT = "> ";

    public TranscriptStep {
        lines = List.copyOf(lines);
    }
}
