package dev.watchworks.labkit.verdict;

import dev.watchworks.labkit.timeline.Moment;
import java.util.ArrayList;
import java.util.List;

/** Puts a finding into lines for people. */
public final class Telling {

    /** Moments of the timeline that are told; the whole of it is a page. */
    public static final int MOST_SEEN = 4;

    /** The most lines that a finding told in full takes, so that it stays above what Maven prints last. */
    public static final int MOST_LINES = 12 + MOST_SEEN + 1;

    private static final int WIDTH = 100;
    private static final int INDENT = 12;

    private Telling() {}

    /** Everything a learner needs, in at most {@link #MOST_LINES} lines. */
    public static List<String> inFull(Finding finding) {
        Diagnosis diagnosis = finding.diagnosis();
        StepName step = finding.step();
        List<String> lines = new ArrayList<>();
        lines.add(cut(step.label() + ": " + inWords(finding.verdict()), WIDTH));
        add(lines, "expected", diagnosis.expected(), 3);
        add(lines, "but", diagnosis.found(), 3);
        seen(lines, finding.seen());
        add(lines, "why", diagnosis.why(), 2);
        add(lines, "next", diagnosis.next(), 1);
        if (finding.verdict() != Verdict.ENVIRONMENT) {
            add(lines, "hints", step.hints(), 1);
        }
        if (!finding.seen().isEmpty()) {
            add(lines, "timeline", step.timeline() + " (open it in a browser)", 1);
        }
        add(lines, "run it", step.command(), 1);
        return lines;
    }

    /** The finding in one line. */
    public static String inOneLine(Finding finding) {
        String head = finding.step().label() + ": " + inWords(finding.verdict());
        return finding.verdict() == Verdict.TODO
                ? cut(head, WIDTH)
                : cut(head + ", " + oneLine(finding.diagnosis().found()), WIDTH);
    }

    private static String inWords(Verdict verdict) {
        return switch (verdict) {
            case ENVIRONMENT -> "ENVIRONMENT (the lab's trouble, not your code's)";
            case NOT_RUN -> "NOT RUN";
            default -> verdict.name();
        };
    }

    private static void seen(List<String> lines, List<Moment> moments) {
        for (int index = 0; index < Math.min(moments.size(), MOST_SEEN); index++) {
            Moment moment = moments.get(index);
            String told = cut(oneLine(moment.time() + " " + moment.words()), WIDTH - INDENT);
            lines.add("  %-8s  %s".formatted(index == 0 ? "seen" : "", told));
        }
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
