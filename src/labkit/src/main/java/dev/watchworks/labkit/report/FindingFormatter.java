package dev.watchworks.labkit.report;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.SeenEvent;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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

    /** The number of lines of one text at most: of what was expected, what was found, why, and what is next. */
    private static final int MOST_OF_A_TEXT = 4;

    /** The number of lines of one event at most. A line that the learner's code printed may be long. */
    private static final int MOST_OF_AN_EVENT = 2;

    private FindingFormatter() {}

    /** Formats the whole finding in at most {@link #MOST_LINES} lines. An IDE shows nothing else. */
    public static List<String> format(Finding finding) {
        return lines(finding, MOST_LINES);
    }

    /** Formats a finding in at most {@link #MOST_ON_SCREEN} lines, with as many of the last events as fit. */
    public static List<String> formatForScreen(Finding finding) {
        return lines(finding, MOST_ON_SCREEN);
    }

    /** Texts are whole where they fit. Events get the room that is left. */
    private static List<String> lines(Finding finding, int most) {
        Diagnosis diagnosis = finding.diagnosis();
        List<String> links = links(finding);
        int[] room = room(most - 1 - links.size(), diagnosis);
        List<String> before = new ArrayList<>();
        before.add(head(finding));
        before.addAll(MessageLines.of("expected", diagnosis.expected(), room[0]));
        before.addAll(MessageLines.of("but", diagnosis.found(), room[1]));
        List<String> after = new ArrayList<>();
        after.addAll(MessageLines.of("why", diagnosis.why(), room[2]));
        after.addAll(MessageLines.of("next", diagnosis.next(), room[3]));
        after.addAll(links);
        List<String> lines = new ArrayList<>(before);
        lines.addAll(seen(finding.seen(), most - before.size() - after.size()));
        lines.addAll(after);
        return lines;
    }

    /** Divides the room among the texts: the longest text gives way first. */
    private static int[] room(int most, Diagnosis diagnosis) {
        int[] room = List.of(diagnosis.expected(), diagnosis.found(), diagnosis.why(), diagnosis.next()).stream()
                .mapToInt(text -> Math.min(MOST_OF_A_TEXT, MessageLines.count(text)))
                .toArray();
        while (Arrays.stream(room).sum() > most) {
            int longest = room.length - 1;
            for (int index = room.length - 1; index >= 0; index--) {
                longest = room[index] > room[longest] ? index : longest;
            }
            room[longest]--;
        }
        return room;
    }

    /** The events that fit whole, each in a line or two; the lightest are left out, the earliest of them first. */
    private static List<String> seen(List<SeenEvent> events, int most) {
        List<SeenEvent> left = new ArrayList<>(events.subList(0, Math.min(MOST_SEEN, events.size())));
        while (left.stream().mapToInt(event -> lines(event).size()).sum() > most) {
            left.remove(Collections.min(left, Comparator.comparingInt(SeenEvent::weight)));
        }
        List<String> lines = new ArrayList<>();
        left.forEach(event -> lines.addAll(lines(event)));
        if (!lines.isEmpty()) {
            lines.set(0, "  seen  " + lines.get(0).substring("  seen  ".length()));
        }
        return lines;
    }

    private static List<String> lines(SeenEvent event) {
        return MessageLines.of("", event.text(), MOST_OF_AN_EVENT);
    }

    private static List<String> links(Finding finding) {
        List<String> lines = new ArrayList<>();
        StepReference step = finding.step();
        if (finding.verdict() != Verdict.ENVIRONMENT) {
            lines.addAll(MessageLines.of("hints", step.hints(), 1));
        }
        if (!finding.seen().isEmpty()) {
            lines.addAll(MessageLines.of("timeline", step.timeline() + " (open it in a browser)", 1));
        }
        lines.addAll(MessageLines.of("run it", step.command(), 1));
        return lines;
    }

    /** Returns the step and its verdict. */
    public static String head(Finding finding) {
        return MessageLines.cut(finding.step().label() + ": " + describe(finding.verdict()), MessageLines.WIDTH);
    }

    /** Formats the verdict, what was expected and what was found, in a few lines. */
    public static List<String> formatShort(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(head(finding));
        lines.addAll(MessageLines.of("expected", finding.diagnosis().expected(), 2));
        lines.addAll(MessageLines.of("but", finding.diagnosis().found(), 2));
        return lines;
    }

    /** Describes a verdict for a learner. */
    static String describe(Verdict verdict) {
        return switch (verdict) {
            case ENVIRONMENT -> "ENVIRONMENT (a problem of the lab, not of your code)";
            case NOT_RUN -> "NOT RUN";
            default -> verdict.name();
        };
    }
}
