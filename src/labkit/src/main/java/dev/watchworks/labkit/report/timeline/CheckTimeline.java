package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.output.OutputLine;
import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of one check.
 *
 * <p>A snapshot contains the wire and the output by itself, and {@code lab.cluster()} records its own actions. Events
 * inside the learner's code are recorded by the code that sees them, such as a handler that wraps the learner's
 * handler.
 *
 * <p>Safe for use by many threads. Recorded events beyond {@link #MOST_RECORDED} are only counted.
 */
public final class CheckTimeline {

    /** Limits the memory, and the size of the page. */
    static final int MOST_RECORDED = 5_000;

    private final long originNanos = System.nanoTime();
    private final List<TimelineEvent> recorded = new ArrayList<>();
    private long dropped;

    /**
     * Records an event inside the learner's code.
     *
     * @param text a sentence without its full stop, such as {@code onAdd was called for web}
     */
    public void recordLearner(String text) {
        add(Lane.LEARNER, Kind.CALLED, text);
    }

    /**
     * Records a change that the check made on the cluster. {@code lab.cluster()} calls this itself.
     *
     * @param text a sentence without its full stop, such as {@code the check deleted the pod web}
     */
    public void recordCluster(String text) {
        add(Lane.CLUSTER, Kind.CHANGED, text);
    }

    private synchronized void add(Lane lane, Kind kind, String text) {
        if (recorded.size() < MOST_RECORDED) {
            recorded.add(new TimelineEvent(since(System.nanoTime()), lane, kind, 0, text));
        } else {
            dropped++;
        }
    }

    private Duration since(long nanoTime) {
        return Duration.ofNanos(Math.max(0, nanoTime - originNanos));
    }

    /**
     * Returns the events so far.
     *
     * @param wire the requests of the check, or null for a check without a cluster
     */
    public TimelineSnapshot snapshot(@Nullable WireLog wire, CapturedOutput output) {
        List<TimelineEvent> events = new ArrayList<>();
        synchronized (this) {
            events.addAll(recorded);
            if (dropped > 0) {
                events.add(new TimelineEvent(
                        since(System.nanoTime()),
                        Lane.LEARNER,
                        Kind.MORE,
                        0,
                        dropped + " more calls were not recorded"));
            }
        }
        addLines(output, events);
        if (wire == null) {
            return TimelineSnapshot.of(sorted(events), List.of(), List.of());
        }
        Duration offset = Duration.ofNanos(wire.originNanos() - originNanos);
        WatchSpans watches = new WatchSpans(wire, offset);
        List<WatchGap> gaps = watches.gaps();
        events.addAll(WireEventMapper.of(wire, offset, gaps));
        return TimelineSnapshot.of(sorted(events), watches.spans(), gaps);
    }

    private void addLines(CapturedOutput output, List<TimelineEvent> events) {
        List<OutputLine> lines = output.all();
        for (OutputLine line : lines) {
            events.add(new TimelineEvent(since(line.nanoTime()), Lane.LEARNER, Kind.PRINTED, 0, line.text()));
        }
        long left = output.printed() - lines.size();
        if (left > 0) {
            Duration last = since(lines.get(lines.size() - 1).nanoTime());
            events.add(new TimelineEvent(
                    last, Lane.LEARNER, Kind.MORE, 0, "… and %,d more lines that were not kept …".formatted(left)));
        }
    }

    private static List<TimelineEvent> sorted(List<TimelineEvent> events) {
        return events.stream().sorted(Comparator.comparing(TimelineEvent::at)).toList();
    }
}
