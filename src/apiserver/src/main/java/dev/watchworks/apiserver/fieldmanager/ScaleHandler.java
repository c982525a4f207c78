package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;

/**
 * Decides who manages an object's replicas after a write of its {@code /scale}, which is an object of another version
 * with its own entries (apimachinery's {@code managedfields/scalehandler.go}).
 */
final class ScaleHandler {
    static final String SCALE_VERSION = "autoscaling/v1";
    private static final String[] REPLICAS = {"spec", "replicas"};
    private static final FieldSet ONLY_REPLICAS = FieldSet.of(REPLICAS);

    private ScaleHandler() {}

    static ManagedFields updated(
            String apiVersion, ManagedFields known, ObjectNode before, ObjectNode after, FieldManager.Write write) {
        ManagedFields ofScale = ofScale(apiVersion, known);
        // Without managers of the replicas there is nothing to update: unmanaged replicas stay unmanaged.
        if (!ofScale.isEmpty()) {
            FieldManager.update(
                    MergeVersions.single(SCALE_VERSION, MergeType.ANY),
                    scale(before),
                    scale(after),
                    ofScale,
                    write,
                    FieldSet.EMPTY);
        }
        return ofObject(apiVersion, known, ofScale);
    }

    /** The writable part of a Scale; zero replicas are left out. */
    private static ObjectNode scale(ObjectNode object) {
        ObjectNode scale = Json.object();
        ObjectNode spec = scale.putObject("spec");
        JsonNode replicas = object.path("spec").path("replicas");
        if (replicas.asInt() != 0) {
            spec.set("replicas", replicas);
        }
        return scale;
    }

    /** The entries that manage the replicas, as entries of the Scale. */
    static ManagedFields ofScale(String apiVersion, ManagedFields known) {
        ManagedFields ofScale = new ManagedFields();
        known.byIdentity().values().forEach(entry -> {
            if (entry.apiVersion().equals(apiVersion) && entry.fields().has(REPLICAS)) {
                ManagedFieldsEntry scaled = entry.with(ONLY_REPLICAS).in(SCALE_VERSION);
                ofScale.byIdentity().put(scaled.identity(), scaled);
            }
        });
        return ofScale;
    }

    /** The entries of the object after a write of its Scale. */
    static ManagedFields ofObject(String apiVersion, ManagedFields known, ManagedFields ofScale) {
        ManagedFields entries = new ManagedFields();
        known.byIdentity().forEach((identity, entry) -> {
            if (!entry.apiVersion().equals(apiVersion)) {
                return;
            }
            boolean keeps =
                    !entry.fields().has(REPLICAS) || ofScale.byIdentity().remove(identity) != null;
            ManagedFieldsEntry kept = keeps ? entry : entry.with(entry.fields().difference(ONLY_REPLICAS));
            if (!kept.fields().isEmpty()) {
                entries.byIdentity().put(identity, kept);
            }
        });
        ofScale.byIdentity().values().removeIf(entry -> !entry.fields().has(REPLICAS));
        ofScale.byIdentity().forEach((identity, entry) -> {
            ManagedFieldsEntry earlier = known.byIdentity().get(identity);
            // A new entry gets no time: its identity has the Scale's version, which no known entry has.
            String time = earlier == null ? null : earlier.time();
            entries.byIdentity()
                    .put(identity, entry.with(ONLY_REPLICAS).in(apiVersion).at(time));
        });
        return entries;
    }
}
