package dev.watchworks.labkit.report;

import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Formats a finding as lines of text. */
public final class FindingFormatter {

    /** The number of timeline events in a message; the page has all of them. */
    public static final int MOST_SEEN = 4;

    /** The number of lines of {@link #format} at most. */
    public static final int MOST_LINES = 12 + MOST_SEEN + 1;

    /**
     * The number of lines of {@link #formatForScreen} at most: Maven prints 32 more below, and 45 lines fit on a
     * screen.
     */
    public static final int MOST_ON_SCREEN = 13;

    private static final int WIDTH = 100;
    private static final int INDENT = 12;

    private FindingFormatter() {}

    /** Formats the whole finding in at most {@link #MOST_LINES} lines. An IDE shows nothing else. */
    public static List<String> format(Finding finding) {
        return lines(finding, MOST_LINES);
    }

    /** Formats a finding in at most {@link #MOST_ON_SCREEN} lines, with as many of the last events as fit. */
    public static List<String> formatForScreen(Finding finding) {
        return lines(finding, MOST_ON_SCREEN);
    }

    private static List<String> lines(Finding finding, int most) {
        List<String> seen = seen(finding.seen());
        List<String> before = before(finding);
        List<String> after = after(finding);
        int room = Math.max(0, Math.min(seen.size(), most - before.size() - after.size()));
        List<String> lines = new ArrayList<>(before);
        for (String event : seen.subList(seen.size() - room, seen.size())) {
            lines.add("  %-8s  %s".formatted(lines.size() == before.size() ? "seen" : "", event));
        }
        lines.addAll(after);
        return lines;
    }

    private static List<String> before(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(head(finding));
        add(lines, "expected", finding.diagnosis().expected(), 3);
        add(lines, "but", finding.diagnosis().found(), 3);
        return lines;
    }

    private static List<String> after(Finding finding) {
        List<String> lines = new ArrayList<>();
        StepReference step = finding.step();
        add(lines, "why", finding.diagnosis().why(), 2);
        add(lines, "next", finding.diagnosis().next(), 3);
        if (finding.verdict() != Verdict.ENVIRONMENT) {
            add(lines, "hints", step.hints(), 1);
        }
        if (!finding.seen().isEmpty()) {
            add(lines, "timeline", step.timeline() + " (open it in a browser)", 1);
        }
        add(lines, "run it", step.command(), 1);
        return lines;
    }

    /** Returns the step and its verdict. */
    public static String head(Finding finding) {
        return cut(finding.step().label() + ": " + describe(finding.verdict()), WIDTH);
    }

    /** Formats what was expected and what was found in one line each; for TODO, the step and its verdict only. */
    public static List<String> formatShort(Finding finding) {
        List<String> lines = new ArrayList<>();
        if (finding.verdict() == Verdict.TODO) {
            lines.add(head(finding));
        } else {
            lines.add(cut(
                    head(finding) + ", expected " + oneLine(finding.diagnosis().expected()), WIDTH));
            add(lines, "but", finding.diagnosis().found(), 1);
        }
        return lines;
    }

    private static String describe(Verdict verdict) {
        return switch (verdict) {
            case ENVIRONMENT -> "ENVIRONMENT (a problem of the lab, not of your code)";
            case NOT_RUN -> "NOT RUN";
            default -> verdict.name();
        };
    }

    private static List<String> seen(List<String> events) {
        return events.stream()
                .limit(MOST_SEEN)
                .map(event -> cut(oneLine(event), WIDTH - INDENT))
                .toList();
    }

    private static void add(List<String> lines, String name, String text, int atMost) {
        List<String> wrapped = wrap(oneLine(text), WIDTH - INDENT, atMost);
        for (int index = 0; index < wrapped.size(); index++) {
            lines.add("  %-8s  %s".formatted(index == 0 ? name : "", wrapped.get(index)));
        }
    }

    private static List<String> wrap(String text, int width, int atMost) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty() && lines.size() < atMost) {
            int end = rest.length();
            if (end > width) {
                int blank = rest.lastIndexOf(' ', width);
                end = blank > width / 2 ? blank : width;
            }
            boolean last = lines.size() == atMost - 1;
            lines.add(last ? cut(rest, width) : rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3).stripTrailing() + "...";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
