package dev.watchworks.labkit.timeline;

import dev.watchworks.gateway.wire.Timeline;
import dev.watchworks.labkit.output.Line;
import dev.watchworks.labkit.output.Output;
import dev.watchworks.labkit.timeline.Moment.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens in one check. The wire, the output and what {@code lab.hands()} does come in by themselves; what goes on
 * inside the learner's code is written down by whoever sees it: a handler that wraps theirs, a queue that records.
 *
 * <p>Safe for use by many threads; beyond {@link #MOST_NOTES} notes are only counted.
 */
public final class CheckTimeline {

    /** A flood of calls must not fill the memory, nor the page. */
    static final int MOST_NOTES = 5_000;

    private final long originNanos = System.nanoTime();
    private final List<Moment> notes = new ArrayList<>();
    private long uncounted;

    /**
     * Writes down what was seen from inside the learner's code.
     *
     * @param words as a sentence without its full stop, such as {@code onAdd was called for web}
     */
    public void learner(String words) {
        note(Lane.LEARNER, Mark.CALLED, words);
    }

    /**
     * Writes down what the check did to the cluster; {@code lab.hands()} does so by itself.
     *
     * @param words as a sentence without its full stop, such as {@code the check deleted the pod web}
     */
    public void cluster(String words) {
        note(Lane.CLUSTER, Mark.CHANGED, words);
    }

    private synchronized void note(Lane lane, Mark mark, String words) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new Moment(since(System.nanoTime()), lane, mark, 0, words));
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
    public Story story(@Nullable Timeline wire, Output output) {
        List<Moment> moments = new ArrayList<>();
        synchronized (this) {
            moments.addAll(notes);
            if (uncounted > 0) {
                moments.add(new Moment(
                        since(System.nanoTime()), Lane.LEARNER, Mark.MORE, 0, uncounted + " more calls, not kept"));
            }
        }
        printed(output, moments);
        if (wire == null) {
            return Story.of(sorted(moments), List.of(), List.of());
        }
        Duration offset = Duration.ofNanos(wire.originNanos() - originNanos);
        Watches watches = new Watches(wire, offset);
        List<Gap> gaps = watches.gaps();
        moments.addAll(WireMoments.of(wire, offset, gaps));
        return Story.of(sorted(moments), watches.spans(), gaps);
    }

    private void printed(Output output, List<Moment> moments) {
        List<Line> lines = output.all();
        for (Line line : lines) {
            moments.add(new Moment(since(line.nanoTime()), Lane.LEARNER, Mark.PRINTED, 0, line.text()));
        }
        long left = output.printed() - lines.size();
        if (left > 0) {
            Duration last = since(lines.get(lines.size() - 1).nanoTime());
            moments.add(
                    new Moment(last, Lane.LEARNER, Mark.MORE, 0, "… and %,d more lines, not kept …".formatted(left)));
        }
    }

    private static List<Moment> sorted(List<Moment> moments) {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }
}
