package dev.watchworks.apiserver.endpoints.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a store of config maps must be after some writes, and what each watch of it must tell: the simplest form of it. */
final class HistoryModel {
    /** A write: the value of the label {@code tier} before and after it, null where the config map was not there. */
    record Change(
            long version,
            String name,
            @Nullable String before,
            @Nullable String after) {}

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Change> present = new TreeMap<>();

    /** Takes a write down. */
    void wrote(long version, String name, @Nullable String tier) {
        Change last = present.get(name);
        Change change = new Change(version, name, last == null ? null : last.after, tier);
        changes.add(change);
        if (tier == null) {
            present.remove(name);
        } else {
            present.put(name, change);
        }
    }

    @Nullable
    String tier(String name) {
        Change last = present.get(name);
        return last == null ? null : last.after;
    }

    /** The lines of a list, in the order of keys. */
    List<String> objects(@Nullable String tier) {
        return present.values().stream()
                .filter(change -> matches(tier, change.after))
                .map(change -> line("", change, change.after))
                .toList();
    }

    /** The lines of a watch that begins after a version. */
    List<String> linesAfter(long version, @Nullable String tier) {
        List<String> lines = new ArrayList<>();
        for (Change change : changes) {
            if (change.version > version) {
                boolean before = matches(tier, change.before);
                boolean after = matches(tier, change.after);
                if (after) {
                    lines.add(line(before ? "MODIFIED " : "ADDED ", change, change.after));
                } else if (before) {
                    lines.add(line("DELETED ", change, change.before));
                }
            }
        }
        return lines;
    }

    private static boolean matches(@Nullable String wanted, @Nullable String tier) {
        return tier != null && (wanted == null || wanted.equals(tier));
    }

    static String line(String type, String name, @Nullable String tier, long version) {
        return type + name + " (" + tier + ") at " + version;
    }

    private static String line(String type, Change change, @Nullable String tier) {
        return line(type, change.name, tier, change.version);
    }
}
