package dev.watchworks.apiserver.fieldmanager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Limits the length of the list: the oldest updates become one entry (apimachinery's {@code capmanagers.go}). */
final class CapManagers {
    /** The most entries of updates that an object has. */
    private static final int MOST = 10;

    private static final String MANAGER = "ancient-changes";

    private CapManagers() {}

    static void capUpdateManagers(Map<String, ManagedFieldsEntry> entries) {
        List<String> updates = new ArrayList<>();
        entries.forEach((identity, entry) -> {
            if (entry.isUpdate()) {
                updates.add(identity);
            }
        });
        if (updates.size() <= MOST) {
            return;
        }
        updates.sort(Comparator.comparing(
                        (String identity) -> entry(entries, identity).moment())
                .thenComparing(Comparator.naturalOrder()));
        Map<String, String> firstOfVersion = new HashMap<>();
        int left = updates.size();
        for (String identity : updates) {
            if (left <= MOST) {
                return;
            }
            String first = firstOfVersion.putIfAbsent(entry(entries, identity).apiVersion(), identity);
            if (first != null) {
                join(entries, first, identity);
                left--;
            }
        }
    }

    /** Joins an entry with the one of all old ones, which is made of the first where there is none yet. */
    private static void join(Map<String, ManagedFieldsEntry> entries, String first, String identity) {
        ManagedFieldsEntry joined = Objects.requireNonNull(entries.remove(identity));
        ManagedFieldsEntry empty = ManagedFieldsEntry.ofUpdate(MANAGER, joined.apiVersion(), "", FieldSet.EMPTY);
        ManagedFieldsEntry known = entries.get(empty.identity());
        if (known == null) {
            known = Objects.requireNonNull(entries.remove(first));
        }
        FieldSet fields = joined.fields().union(known.fields());
        entries.put(empty.identity(), empty.with(fields).at(joined.time()));
    }

    private static ManagedFieldsEntry entry(Map<String, ManagedFieldsEntry> entries, String identity) {
        return Objects.requireNonNull(entries.get(identity));
    }
}
