package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The entries of one object, by identity (apimachinery's {@code managedfields/internal/managedfields.go}). {@link
 * ScaleHandler} keeps entries under the identity that they have for another version.
 */
final class ManagedFields {
    private final Map<String, ManagedFieldsEntry> byIdentity = new LinkedHashMap<>();

    /**
     * Reads {@code metadata.managedFields}.
     *
     * @throws IllegalArgumentException when an entry is invalid
     */
    static ManagedFields of(JsonNode managedFields) {
        ManagedFields entries = new ManagedFields();
        managedFields.forEach(one -> {
            ManagedFieldsEntry entry = ManagedFieldsEntry.of(one);
            entries.byIdentity.put(entry.identity(), entry);
        });
        return entries;
    }

    /** Entries that can be changed without changing these. */
    ManagedFields copy() {
        ManagedFields copy = new ManagedFields();
        copy.byIdentity.putAll(byIdentity);
        return copy;
    }

    boolean isEmpty() {
        return byIdentity.isEmpty();
    }

    Map<String, ManagedFieldsEntry> byIdentity() {
        return byIdentity;
    }

    /**
     * Removes the entries of versions that the server does not serve.
     *
     * @throws IllegalArgumentException when an entry's version is invalid
     */
    void dropVersions(Predicate<String> isUnknown) {
        byIdentity.values().forEach(entry -> {
            if (entry.apiVersion().chars().filter(letter -> letter == '/').count() > 1) {
                throw new IllegalArgumentException("unexpected GroupVersion string: " + entry.apiVersion());
            }
        });
        byIdentity.values().removeIf(entry -> isUnknown.test(entry.apiVersion()));
    }

    /** Changes the fields of each entry, and removes entries without fields. */
    void changeFields(UnaryOperator<ManagedFieldsEntry> change) {
        byIdentity.replaceAll((identity, entry) -> change.apply(entry));
        byIdentity.values().removeIf(entry -> entry.fields().isEmpty());
    }

    /** Returns the entries as {@code metadata.managedFields}, sorted. */
    ArrayNode toJson() {
        List<ManagedFieldsEntry> sorted = new ArrayList<>(byIdentity.values());
        sorted.sort(ManagedFieldsEntry.ORDER);
        ArrayNode list = Json.array();
        sorted.forEach(entry -> list.add(entry.toJson()));
        return list;
    }
}
