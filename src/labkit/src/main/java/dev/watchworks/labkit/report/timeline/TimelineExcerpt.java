package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import dev.watchworks.labkit.verdict.SeenEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Chooses the events of a check that prove what its message claims. */
final class TimelineExcerpt {

    private final TimelineSnapshot snapshot;
    private final String claim;

    TimelineExcerpt(TimelineSnapshot snapshot, String claim) {
        this.snapshot = snapshot;
        this.claim = claim;
    }

    List<SeenEvent> choose(int most) {
        List<TimelineEvent> chosen = new ArrayList<>(snapshot.events().stream()
                .filter(event -> event.kind() != Kind.MORE)
                .toList());
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
        return chosen.stream().map(this::seen).toList();
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
        while (before > 0 && !TimelineSnapshot.TURNS.contains(chosen.get(before).kind())) {
            before--;
        }
        return Math.max(0, before);
    }

    /** The index of the fault, or of the event at which the last gap before it began. */
    private int startOfLastGap(List<TimelineEvent> chosen, int fault) {
        int begin = fault;
        List<WatchGap> gaps = snapshot.gaps();
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
            case EVENT -> weightOfAWatchEvent(event.text(), isNamed(event));
            case CALLED, PRINTED -> isNamed(event) ? 1 : 0;
            case CHANGED -> isNamed(event) ? 2 : 1;
            case WATCH, REQUEST -> 1;
            case AGAIN, END, REFUSED -> 2;
            default -> 3;
        };
    }

    private static int weightOfAWatchEvent(String text, boolean isNamed) {
        if (text.matches("(ERROR|BOOKMARK)\\b.*")) {
            return 2;
        }
        // an object is added and deleted once, and modified often
        return !isNamed ? 0 : text.startsWith("MODIFIED") ? 1 : 3;
    }

    /** Whether the claim names the object of the event: the last word of its text, without the version. */
    private boolean isNamed(TimelineEvent event) {
        String text = event.text().replaceFirst(" \\(version .*", "");
        String name = text.substring(text.lastIndexOf(' ') + 1);
        return name.length() > 1
                && Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                        .matcher(claim)
                        .find();
    }

    private boolean isMissed(TimelineEvent event) {
        return event.kind() == Kind.CHANGED && snapshot.gaps().stream().anyMatch(gap -> gap.covers(event.at()));
    }

    private SeenEvent seen(TimelineEvent event) {
        String missed = isMissed(event) ? " while no watch was open" : "";
        return new SeenEvent(event.time() + " " + event.text() + missed, weight(event));
    }
}
