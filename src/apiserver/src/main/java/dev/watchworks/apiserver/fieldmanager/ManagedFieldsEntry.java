package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one manager and operation: meta/v1 {@code ManagedFieldsEntry}.
 *
 * @param time in seconds, as the API writes it, or null
 * @param subresource empty for the object's own path
 */
record ManagedFieldsEntry(
        String manager,
        String operation,
        String apiVersion,
        @Nullable String time,
        String subresource,
        FieldSet fields) {
    static final String UPDATE = "Update";
    private static final String APPLY = "Apply";
    private static final String FIELDS_TYPE = "FieldsV1";

    /** The order of the entries in an object. */
    static final Comparator<ManagedFieldsEntry> ORDER = Comparator.comparing(ManagedFieldsEntry::operation)
            .thenComparing(ManagedFieldsEntry::sortableTime)
            .thenComparing(ManagedFieldsEntry::manager)
            .thenComparing(ManagedFieldsEntry::apiVersion)
            .thenComparing(ManagedFieldsEntry::subresource);

    /** The entry of an update. */
    static ManagedFieldsEntry ofUpdate(String manager, String apiVersion, String subresource, FieldSet fields) {
        return new ManagedFieldsEntry(
                manager.isEmpty() ? "unknown" : manager, UPDATE, apiVersion, null, subresource, fields);
    }

    /** The entry of an apply at the time of the write, without fields. */
    static ManagedFieldsEntry ofApply(FieldManager.Write write, String apiVersion) {
        return new ManagedFieldsEntry(
                write.manager(), APPLY, apiVersion, write.time(), write.subresource(), FieldSet.EMPTY);
    }

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException when the entry is invalid; a real server then ignores the whole list
     */
    static ManagedFieldsEntry of(JsonNode json) {
        String operation = json.path("operation").asText();
        if (!operation.equals(UPDATE) && !operation.equals(APPLY)) {
            throw new IllegalArgumentException("operation must be `Apply` or `Update`");
        }
        String apiVersion = json.path("apiVersion").asText();
        if (apiVersion.isEmpty()) {
            throw new IllegalArgumentException("apiVersion must not be empty");
        }
        if (!json.path("fieldsType").asText().equals(FIELDS_TYPE)) {
            throw new IllegalArgumentException("fieldsType must be " + FIELDS_TYPE);
        }
        JsonNode fields = json.get("fieldsV1");
        return new ManagedFieldsEntry(
                json.path("manager").asText(),
                operation,
                apiVersion,
                json.hasNonNull("time") ? json.path("time").asText() : null,
                json.path("subresource").asText(),
                fields == null ? FieldSet.EMPTY : FieldsV1Cache.parse(fields));
    }

    /**
     * The entry's identity (apimachinery's {@code BuildManagerIdentifier}). It is a text, because the text order
     * decides which of several entries with the same time is the oldest.
     */
    String identity() {
        ObjectNode identity = Json.object();
        Json.putUnlessEmpty(identity, "manager", manager);
        identity.put("operation", operation);
        if (isUpdate()) {
            identity.put("apiVersion", apiVersion);
        }
        Json.putUnlessEmpty(identity, "subresource", subresource);
        return new String(Json.write(identity), StandardCharsets.UTF_8);
    }

    boolean isUpdate() {
        return operation.equals(UPDATE);
    }

    /** The time as a text that sorts by time; empty for an entry without a time. */
    String sortableTime() {
        return time == null ? "" : time;
    }

    ManagedFieldsEntry with(FieldSet others) {
        return new ManagedFieldsEntry(manager, operation, apiVersion, time, subresource, others);
    }

    ManagedFieldsEntry at(@Nullable String otherTime) {
        return new ManagedFieldsEntry(manager, operation, apiVersion, otherTime, subresource, fields);
    }

    ManagedFieldsEntry in(String otherVersion) {
        return new ManagedFieldsEntry(manager, operation, otherVersion, time, subresource, fields);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        Json.putUnlessEmpty(json, "manager", manager);
        json.put("operation", operation);
        json.put("apiVersion", apiVersion);
        if (time != null) {
            json.put("time", time);
        }
        json.put("fieldsType", FIELDS_TYPE);
        json.set("fieldsV1", FieldsV1Cache.toJson(fields));
        Json.putUnlessEmpty(json, "subresource", subresource);
        return json;
    }
}
