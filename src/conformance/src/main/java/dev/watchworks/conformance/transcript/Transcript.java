package dev.watchworks.conformance.transcript;

import java.util.ArrayList;
import java.util.List;

/**
 * The requests and responses of a scenario, without the parts that differ from run to run. In the text, the title of a
 * step is at the beginning of a line, and its other lines are indented. So a small change shows as a change of few
 * lines.
 */
public record Transcript(List<TranscriptStep> steps) {
    private static final String INDENT = "  ";

    public Transcript {
        steps = List.copyOf(steps);
    }

    /** Reads the result of {@link #text()}; lines that begin with {@code #} are ignored. */
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

    /** Returns the text for a file. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (TranscriptStep step : steps) {
            text.append(step.title()).append('\n');
            step.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        return text.toString();
    }
}
