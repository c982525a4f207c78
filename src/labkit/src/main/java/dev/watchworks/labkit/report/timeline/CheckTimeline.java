package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.Exchange;
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

    /** The requests with this user agent are the check's; all others are the learner's. */
    public static final String USER_AGENT_OF_THE_CHECK = "watchworks-check";

    private final long originNanos = System.nanoTime();
    private final List<TimelineEvent> recorded = new ArrayList<>();
    private long dropped;

    /**
     * Records an event inside the learner's code.
     *
     * @param text a sentence without its full stop, such as {@code onAdd was called for web}
     */
    public void recordLearner(String text) {
        add(System.nanoTime(), Lane.LEARNER, Kind.CALLED, text);
    }

    /**
     * Records a change that the check made on the cluster. {@code lab.cluster()} calls this itself.
     *
     * @param text a sentence without its full stop, such as {@code the check deleted the pod web}
     */
    public void recordCluster(String text) {
        recordCluster(System.nanoTime(), text);
    }

    /**
     * Records a change that the check made on the cluster, at the time when its request began: watchers may get the
     * event before the check gets the response.
     *
     * @param began the {@link System#nanoTime()} before the request
     * @param text a sentence without its full stop, such as {@code the check deleted the pod web}
     */
    public void recordCluster(long began, String text) {
        add(began, Lane.CLUSTER, Kind.CHANGED, text);
    }

    private synchronized void add(long nanoTime, Lane lane, Kind kind, String text) {
        if (recorded.size() < MOST_RECORDED) {
            recorded.add(new TimelineEvent(since(nanoTime), lane, kind, 0, text));
        } else {
            dropped++;
        }
    }

    /** Whether the check itself sent the request, and not the learner's code. */
    public static boolean isByTheCheck(Exchange exchange) {
        return exchange.userAgent().equals(USER_AGENT_OF_THE_CHECK);
    }

    /** The difference between the start of the wire's clock and the start of this clock. */
    public Duration offset(WireLog wire) {
        return Duration.ofNanos(wire.originNanos() - originNanos);
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
        Duration offset = offset(wire);
        WatchSpans watches = new WatchSpans(wire, offset);
        List<WatchGap> gaps = watches.gaps();
        events.addAll(WireEventMapper.of(wire, watches, offset, gaps));
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
