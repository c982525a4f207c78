package dev.watchworks.apiserver.fieldmanager;

import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.FieldConflict;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Other managers have fields that an applied configuration would change (structured-merge-diff's {@code merge.Conflicts}). */
final class ApplyConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** By the identity of the entry, which is the order of the message. */
    private final transient SortedMap<String, ManagedFieldsEntry> conflicts;

    /** Expects a map from identities to entries that have only the fields in conflict. */
    ApplyConflictException(Map<String, ManagedFieldsEntry> conflicts) {
        super("conflicts with " + conflicts.keySet(), null, false, false);
        this.conflicts = new TreeMap<>(conflicts);
    }

    boolean isEmpty() {
        return conflicts.isEmpty();
    }

    /** The conflicts about other fields. */
    ApplyConflictException without(FieldSet fields) {
        Map<String, ManagedFieldsEntry> others = new TreeMap<>();
        conflicts.forEach((identity, entry) -> {
            FieldSet rest = entry.fields().difference(fields);
            if (!rest.isEmpty()) {
                others.put(identity, entry.with(rest));
            }
        });
        return new ApplyConflictException(others);
    }

    /** 409 with a cause for each field (apimachinery's {@code managedfields/internal/conflict.go}). */
    ApiException failure() {
        List<FieldConflict> fields = new ArrayList<>();
        conflicts.values().forEach(entry -> {
            String manager = printed(entry);
            entry.fields().paths().forEach(path -> fields.add(new FieldConflict(manager, path)));
        });
        return ApiErrors.applyConflict(fields);
    }

    private static String printed(ManagedFieldsEntry entry) {
        StringBuilder manager = new StringBuilder(GoFormat.quoted(entry.manager()));
        if (!entry.subresource().isEmpty()) {
            manager.append(" with subresource ").append(GoFormat.quoted(entry.subresource()));
        }
        if (entry.isUpdate()) {
            manager.append(" using ").append(entry.apiVersion());
        }
        return manager.toString();
    }
}
