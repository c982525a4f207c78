package dev.watchworks.labkit.report;

import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.output.OutputLine;
import dev.watchworks.labkit.slf4j.LogLine;
import java.util.ArrayList;
import java.util.List;

/** Collects the details that stand above the summary. */
public final class FailureDetails {

    private static final int MOST_FRAMES = 12;
    private static final int MOST_OUTPUT = 10;
    private static final int MOST_LOG = 5;

    private FailureDetails() {}

    /** Lists stack frames, the last output, the last requests and the last warnings and errors of libraries. */
    public static List<String> of(
            CapturedOutput output, List<LogLine> log, List<String> wire, List<StackTraceElement> frames) {
        List<String> details = new ArrayList<>();
        frames.stream().limit(MOST_FRAMES).forEach(frame -> details.add("    at " + describe(frame)));
        List<String> printed = output.all().stream().map(OutputLine::text).toList();
        section(details, "your code printed", last(printed, MOST_OUTPUT));
        section(details, "the requests, in the order of their start", wire);
        List<String> logged = log.stream()
                .filter(line -> line.level().equals("ERROR") || line.level().equals("WARN"))
                .map(LogLine::describe)
                .toList();
        section(details, "libraries logged", last(logged, MOST_LOG));
        return details;
    }

    /** Leaves out the module and the class loader, which do not help here. */
    private static String describe(StackTraceElement frame) {
        return "%s.%s(%s:%d)"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private static void section(List<String> details, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            details.add("  " + title + ":");
            lines.forEach(line -> details.add("    " + (line.length() > 160 ? line.substring(0, 157) + "..." : line)));
        }
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
