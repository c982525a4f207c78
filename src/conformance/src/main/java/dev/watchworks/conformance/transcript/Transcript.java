package dev.watchworks.conformance.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said in a scenario, without what differs from run to run. As text, a step's title stands at the beginning of a
 * line and what belongs to it is indented, so that a change shows as a change of few lines.
 */
public record Transcript(List<TranscriptStep> steps) {
    private static final String INDENT = "  ";

    public Transcript {
        steps = List.copyOf(steps);
    }

    /** Reads what {@link #text()} wrote; lines that begin with {@code #} are passed over. */
    public static Transcript parse(String text) {
        List<TranscriptStep> steps = new ArrayList<>();
        String title = null;
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith(INDENT)) {
                lines.add(line.substring(INDENT.length()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                if (title != null) {
                    steps.add(new TranscriptStep(title, lines));
                }
                title = line;
                lines = new ArrayList<>();
            }
        }
        if (title != null) {
            steps.add(new TranscriptStep(title, lines));
        }
        return new Transcript(steps);
    }

    /** For a file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (TranscriptStep step : steps) {
            text.append(step.title()).append('\n');
            step.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        return text.toString();
    }
}
