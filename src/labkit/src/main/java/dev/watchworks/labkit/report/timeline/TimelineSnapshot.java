package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The events of a check in order of time. Long runs of the same kind are shortened.
 *
 * @param events a few hundred at most
 * @param watches the watches of the check, a few hundred at most
 * @param gaps the times without a watch after a watch was lost
 */
public record TimelineSnapshot(List<TimelineEvent> events, List<WatchSpan> watches, List<WatchGap> gaps) {

    /** The kinds of events that change the course of a check. */
    static final Set<Kind> TURNS = EnumSet.of(
            Kind.WATCH, Kind.RECOVERED, Kind.REQUEST, Kind.REFUSED, Kind.END, Kind.FAULT, Kind.CHANGED, Kind.AGAIN);

    private static final int MOST_WATCHES = 200;

    /** Copies the lists. */
    public TimelineSnapshot {
        events = List.copyOf(events);
        watches = List.copyOf(watches);
        gaps = List.copyOf(gaps);
    }

    /** The snapshot of a check without events. */
    public static TimelineSnapshot empty() {
        return new TimelineSnapshot(List.of(), List.of(), List.of());
    }

    static TimelineSnapshot of(List<TimelineEvent> sorted, List<WatchSpan> watches, List<WatchGap> gaps) {
        return new TimelineSnapshot(
                TimelineShortener.of(sorted),
                watches.subList(0, Math.min(MOST_WATCHES, watches.size())),
                gaps.subList(0, Math.min(MOST_WATCHES, gaps.size())));
    }

    /** The number of changes on the cluster during gaps that ended with a new watch. */
    long changesInGaps() {
        return events.stream()
                .filter(event -> event.kind() == Kind.CHANGED)
                .filter(event -> gaps.stream().anyMatch(gap -> gap.until() != null && gap.covers(event.at())))
                .count();
    }

    /** Whether an event in the lane of the learner's code exists. */
    boolean hasLearnerEvents() {
        return events.stream().anyMatch(event -> event.lane() == Lane.LEARNER);
    }

    /** The time of the last event. */
    Duration end() {
        return events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
    }

    /**
     * Chooses the events for the message of a failure: those around the last fault, or else the last important ones.
     *
     * @param most the number of events at most
     */
    public List<TimelineEvent> excerpt(int most) {
        List<TimelineEvent> chosen = new ArrayList<>(
                events.stream().filter(event -> event.kind() != Kind.MORE).toList());
        int fault = lastFault(chosen);
        if (fault < 0) {
            Collections.reverse(chosen);
            dropLightest(chosen, most);
            Collections.reverse(chosen);
        } else {
            // keeps one event before the fault, because it shows which watch was cut
            chosen = new ArrayList<>(chosen.subList(turnBefore(chosen, startOfLastGap(chosen, fault)), chosen.size()));
            dropLightest(chosen, most);
        }
        return chosen.stream().map(this::withGap).toList();
    }

    private static int lastFault(List<TimelineEvent> chosen) {
        for (int index = chosen.size() - 1; index >= 0; index--) {
            if (chosen.get(index).kind() == Kind.FAULT) {
                return index;
            }
        }
        return -1;
    }

    private static int turnBefore(List<TimelineEvent> chosen, int from) {
        int before = from - 1;
        while (before > 0 && !TURNS.contains(chosen.get(before).kind())) {
            before--;
        }
        return Math.max(0, before);
    }

    /** The index of the fault, or of the event at which the last gap before it began. */
    private int startOfLastGap(List<TimelineEvent> chosen, int fault) {
        int begin = fault;
        if (!gaps.isEmpty()) {
            Duration down = gaps.get(gaps.size() - 1).from();
            while (begin > 0 && chosen.get(begin - 1).at().compareTo(down) >= 0) {
                begin--;
            }
        }
        return begin;
    }

    /** Drops the events of the lowest weight, the last ones first. */
    private void dropLightest(List<TimelineEvent> chosen, int most) {
        while (chosen.size() > most) {
            int lightest = chosen.size() - 1;
            for (int index = chosen.size() - 1; index >= 0; index--) {
                if (weight(chosen.get(index)) < weight(chosen.get(lightest))) {
                    lightest = index;
                }
            }
            chosen.remove(lightest);
        }
    }

    private int weight(TimelineEvent event) {
        if (isMissed(event)) {
            return 3;
        }
        return switch (event.kind()) {
            case EVENT -> event.text().matches("(ERROR|BOOKMARK)\\b.*") ? 2 : 0;
            case CALLED, PRINTED -> 0;
            case WATCH, REQUEST, CHANGED -> 1;
            case AGAIN, END, REFUSED -> 2;
            default -> 3;
        };
    }

    private boolean isMissed(TimelineEvent event) {
        return event.kind() == Kind.CHANGED && gaps.stream().anyMatch(gap -> gap.covers(event.at()));
    }

    private TimelineEvent withGap(TimelineEvent event) {
        return isMissed(event)
                ? new TimelineEvent(
                        event.at(),
                        event.lane(),
                        event.kind(),
                        event.exchange(),
                        event.text() + " while no watch was open")
                : event;
    }
}
