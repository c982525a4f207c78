package dev.watchworks.labkit.report.timeline;

import dev.watchworks.gateway.wire.Timeline;
import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.output.OutputLine;
import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one check. The wire, the output and what {@code lab.cluster()} does come in by themselves; what goes on
 * inside the learner's code is written down by whoever sees it: a handler that wraps theirs, a queue that records.
 *
 * <p>Safe for use by many threads; beyond {@link #MOST_NOTES} notes are only counted.
 */
public final class CheckTimeline {

    /** A flood of calls must not fill the memory, nor the page. */
    static final int MOST_NOTES = 5_000;

    private final long originNanos = System.nanoTime();
    private final List<TimelineEvent> notes = new ArrayList<>();
    private long uncounted;

    /**
     * Writes down what was seen from inside the learner's code.
     *
     * @param words as a sentence without its full stop, such as {@code onAdd was called for web}
     */
    public void recordLearner(String words) {
        note(Lane.LEARNER, Kind.CALLED, words);
    }

    /**
     * Writes down what the check did to the cluster; {@code lab.cluster()} does so by itself.
     *
     * @param words as a sentence without its full stop, such as {@code the check deleted the pod web}
     */
    public void recordCluster(String words) {
        note(Lane.CLUSTER, Kind.CHANGED, words);
    }

    private synchronized void note(Lane lane, Kind mark, String words) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new TimelineEvent(since(System.nanoTime()), lane, mark, 0, words));
        } else {
            uncounted++;
        }
    }

    private Duration since(long nanoTime) {
        return Duration.ofNanos(Math.max(0, nanoTime - originNanos));
    }

    /**
     * The story so far.
     *
     * @param wire null for a check without a cluster
     */
    public TimelineSnapshot snapshot(@Nullable Timeline wire, CapturedOutput output) {
        List<TimelineEvent> moments = new ArrayList<>();
        synchronized (this) {
            moments.addAll(notes);
            if (uncounted > 0) {
                moments.add(new TimelineEvent(
                        since(System.nanoTime()), Lane.LEARNER, Kind.MORE, 0, uncounted + " more calls, not kept"));
            }
        }
        printed(output, moments);
        if (wire == null) {
            return TimelineSnapshot.of(sorted(moments), List.of(), List.of());
        }
        Duration offset = Duration.ofNanos(wire.originNanos() - originNanos);
        WatchSpans watches = new WatchSpans(wire, offset);
        List<WatchGap> gaps = watches.gaps();
        moments.addAll(WireEventMapper.of(wire, offset, gaps));
        return TimelineSnapshot.of(sorted(moments), watches.spans(), gaps);
    }

    private void printed(CapturedOutput output, List<TimelineEvent> moments) {
        List<OutputLine> lines = output.all();
        for (OutputLine line : lines) {
            moments.add(new TimelineEvent(since(line.nanoTime()), Lane.LEARNER, Kind.PRINTED, 0, line.text()));
        }
        long left = output.printed() - lines.size();
        if (left > 0) {
            Duration last = since(lines.get(lines.size() - 1).nanoTime());
            moments.add(new TimelineEvent(
                    last, Lane.LEARNER, Kind.MORE, 0, "… and %,d more lines, not kept …".formatted(left)));
        }
    }

    private static List<TimelineEvent> sorted(List<TimelineEvent> moments) {
        return moments.stream().sorted(Comparator.comparing(TimelineEvent::at)).toList();
    }
}
