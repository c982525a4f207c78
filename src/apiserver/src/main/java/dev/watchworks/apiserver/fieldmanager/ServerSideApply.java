package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;

/**
 * Server-side apply: merges a manager's configuration into an object and decides who manages which field afterwards
 * (apimachinery's {@code managedfields/internal/fieldmanager.go} with what it wraps).
 */
public final class ServerSideApply {
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    private static final ObjectSchema SCALE = new StructSchema("autoscaling.Scale", false);

    private final Target target;
    private final ObjectNode configuration;
    private final FieldManager.Write write;

    /** What a configuration is applied to. */
    private record Target(MergeVersions versions, String kind, FieldSet reset) {
        MergeType structure() {
            return versions.structure();
        }

        String apiVersion() {
            return versions.apiVersion();
        }
    }

    private ServerSideApply(Target target, ObjectNode configuration, FieldManager.Write write) {
        this.target = target;
        this.configuration = configuration;
        this.write = write;
    }

    /**
     * An object after an apply.
     *
     * @param object the merged object without managed fields, as it was written: not decoded, without defaults
     * @param managedFields the new managed fields
     */
    public record ApplyResult(ObjectNode object, ArrayNode managedFields) {}

    /**
     * Applies a configuration to an object or to its status. Throws 409 when other managers have fields that would change,
     * 400 when the configuration is about another kind, and 500 when it does not fit the schema, as a real server does.
     *
     * @param live the stored object or an empty one; this method removes its managed fields
     */
    public static ApplyResult apply(
            ResourceType type, ObjectNode live, ObjectNode configuration, FieldManager.Write write, boolean force) {
        ManagedFields known = FieldManager.known(live);
        FieldManager.setManagedFields(live, Json.array());
        Target target = new Target(
                MergeVersions.of(type.apiVersion(), type.schema()),
                type.kind(),
                FieldManager.reset(type, write.subresource()));
        ObjectNode empty = type.schema().emptyObject();
        Applied applied = new ServerSideApply(target, configuration, write).apply(live, empty, known, force);
        return new ApplyResult(applied.object(), applied.entries().toJson());
    }

    /**
     * Applies a configuration to an object's Scale; throws as {@link #apply} does.
     *
     * @param object the stored object
     * @param scale its Scale
     * @return the merged Scale, and the managed fields of the object
     */
    public static ApplyResult applyScale(
            ResourceType type,
            ObjectNode object,
            ObjectNode scale,
            ObjectNode configuration,
            FieldManager.Write write,
            boolean force) {
        ManagedFields known = FieldManager.known(object);
        Target target = new Target(
                MergeVersions.single(ScaleHandler.SCALE_VERSION, SCALE.mergeType()), "Scale", FieldSet.EMPTY);
        ManagedFields ofScale = ScaleHandler.ofScale(type.apiVersion(), known);
        Applied applied =
                new ServerSideApply(target, configuration, write).apply(scale, SCALE.emptyObject(), ofScale, force);
        ManagedFields ofObject = ScaleHandler.ofObject(type.apiVersion(), known, applied.entries());
        return new ApplyResult(applied.object(), ofObject.toJson());
    }

    private record Applied(ObjectNode object, ManagedFields entries) {}

    private Applied apply(ObjectNode live, ObjectNode empty, ManagedFields known, boolean force) {
        checkKind();
        ManagedFields before = known.copy();
        target.versions().dropUnknown(before);
        if (known.isEmpty()) {
            FieldManager.Write first = new FieldManager.Write(BEFORE_FIRST_APPLY, write.subresource(), write.time());
            FieldManager.update(target.versions(), empty, live, before, first, target.reset());
        }
        checkConfiguration();
        try {
            return merge(live, before, force);
        } catch (ApplyConflictException conflicts) {
            if (!write.manager().equals(LastAppliedManager.KUBECTL)) {
                throw conflicts.failure();
            }
            FieldSet allowed = LastAppliedManager.allowedConflicts(target.structure(), target.apiVersion(), live);
            ApplyConflictException others = conflicts.without(allowed);
            if (!others.isEmpty()) {
                throw others.failure();
            }
            return merge(live, before, true);
        }
    }

    private Applied merge(ObjectNode live, ManagedFields before, boolean force) {
        ManagedFields entries = before.copy();
        entries.changeFields(entry ->
                entry.with(entry.fields().reconcileWithSchema(FieldManager.structure(target.versions(), entry))));
        ManagedFieldsEntry applier = ManagedFieldsEntry.ofApply(write, target.apiVersion());
        ObjectNode object;
        try {
            object = new Updater(target.versions(), entries, applier, target.reset()).apply(live, configuration, force);
        } catch (IllegalArgumentException refused) {
            throw ApiErrors.bare("failed to merge config: " + refused.getMessage());
        }
        if (write.manager().equals(LastAppliedManager.KUBECTL)) {
            LastAppliedManager.updateAnnotation(object, configuration);
        }
        return new Applied(object, entries);
    }

    /** Throws 400 for a configuration of another kind or version (apimachinery's {@code versioncheck.go}). */
    private void checkKind() {
        String kind = configuration.path("kind").asText();
        if (!kind.equals(target.kind())
                || !configuration.path("apiVersion").asText().equals(target.apiVersion())) {
            throw ApiErrors.badRequest("invalid object type: " + groupVersionKind());
        }
    }

    /** The kind as Go prints it, such as {@code apps/v1, Kind=Deployment} or {@code /v1, Kind=Pod}. */
    private String groupVersionKind() {
        String version = configuration.path("apiVersion").asText();
        long slashes = version.chars().filter(letter -> letter == '/').count();
        if (slashes > 1) {
            return "/, Kind=";
        }
        return (slashes == 1 ? version : "/" + version) + ", Kind="
                + configuration.path("kind").asText();
    }

    private void checkConfiguration() {
        JsonNode metadata = configuration.path("metadata");
        if (metadata.path("managedFields").isArray()) {
            throw ApiErrors.badRequest("metadata.managedFields must be nil");
        }
        String errors = ValidatingWalker.validate(target.structure(), configuration, false);
        if (!errors.isEmpty()) {
            throw ApiErrors.bare("failed to create typed patch object ("
                    + metadata.path("namespace").asText() + "/"
                    + metadata.path("name").asText() + "; " + groupVersionKind() + "): " + errors);
        }
    }
}
