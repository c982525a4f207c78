package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import dev.watchworks.labkit.verdict.SeenEvent;
import java.time.Duration;
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
     * @param claim what was expected and found; events of the objects that it names are important
     */
    public List<SeenEvent> excerpt(int most, String claim) {
        return new TimelineExcerpt(this, claim).choose(most);
    }
}
