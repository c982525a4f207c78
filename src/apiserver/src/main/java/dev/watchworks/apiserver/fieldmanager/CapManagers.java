package dev.watchworks.apiserver.fieldmanager;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Limits the length of the list: joins the oldest updates into one entry (apimachinery's {@code capmanagers.go}). */
final class CapManagers {
    /** The most entries of updates that an object has. */
    private static final int MAXIMUM_UPDATES = 10;

    private static final String MANAGER = "ancient-changes";

    private static final Comparator<Map.Entry<String, ManagedFieldsEntry>> OLDEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, ManagedFieldsEntry> update) ->
                            update.getValue().sortableTime())
            .thenComparing(Map.Entry.comparingByKey());

    private CapManagers() {}

    static void capUpdateManagers(Map<String, ManagedFieldsEntry> entries) {
        List<Map.Entry<String, ManagedFieldsEntry>> updates = entries.entrySet().stream()
                .filter(entry -> entry.getValue().isUpdate())
                .sorted(OLDEST_FIRST)
                .toList();
        Map<String, String> firstOfVersion = new HashMap<>();
        int remaining = updates.size();
        for (Map.Entry<String, ManagedFieldsEntry> update : updates) {
            if (remaining <= MAXIMUM_UPDATES) {
                return;
            }
            String first = firstOfVersion.putIfAbsent(update.getValue().apiVersion(), update.getKey());
            if (first != null) {
                join(entries, first, update.getKey());
                remaining--;
            }
        }
    }

    /** Joins an entry with the entry of {@link #MANAGER}; the first entry becomes that entry when it is absent. */
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
}
