package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.schema.Defaulter;
import dev.watchworks.apiserver.apiextensions.schema.EmbeddedMetadata;
import dev.watchworks.apiserver.apiextensions.schema.Pruner;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.codec.schema.PatchMeta;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one version of a definition: JSON with sorted members, pruned and completed by the version's schema
 * ({@code unstructuredSchemaCoercer} and {@code crdConversionRESTOptionsGetter} in {@code customresource_handler.go}).
 */
final class CustomResourceSchema implements ObjectSchema {
    private static final StructSchema OBJECT_META = new StructSchema("meta.ObjectMeta", false);
    private static final String METADATA = "metadata";

    private final DefinedVersions versions;
    private final String version;

    CustomResourceSchema(DefinedVersions versions, String version) {
        this.versions = versions;
        this.version = version;
    }

    private StructuralSchema structure() {
        return versions.structure(version);
    }

    @Override
    public Decoded decode(ObjectNode body) {
        RequestMetrics.SCHEMA_DECODES.increment();
        ObjectNode object = body.deepCopy();
        List<String> unknown = new ArrayList<>();
        JsonNode given = object.path(METADATA);
        if (!given.isMissingNode() && !given.isNull() && !given.isObject()) {
            throw new DecodeException(
                    "json: cannot unmarshal " + GoFormat.jsonType(given) + " into Go value of type v1.ObjectMeta");
        }
        if (given instanceof ObjectNode sent) {
            Decoded metadata = OBJECT_META.decode(sent);
            metadata.unknownFields().forEach(field -> unknown.add(METADATA + "." + field));
            object.set(METADATA, metadata(sent, metadata.object()));
        }
        unknown.addAll(prune(object, structure()));
        return new Decoded(object, unknown);
    }

    /** The managed fields stay as they were sent, because an empty list resets them. */
    private static ObjectNode metadata(ObjectNode sent, ObjectNode decoded) {
        if (decoded.path("creationTimestamp").isNull()) {
            decoded.remove("creationTimestamp");
        }
        if (sent.path("managedFields").isArray()) {
            decoded.set("managedFields", sent.get("managedFields"));
        }
        return decoded;
    }

    private List<String> prune(ObjectNode object, StructuralSchema structure) {
        List<String> removed = new ArrayList<>();
        if (!versions.preservesUnknownFields()) {
            removed.addAll(Pruner.prune(object, structure));
            Defaulter.pruneNulls(object, structure);
        }
        removed.addAll(EmbeddedMetadata.coerce(object, structure));
        return removed;
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        Defaulter.apply(object, structure());
    }

    @Override
    public ObjectNode encode(ObjectNode object) {
        return CanonicalJson.of(object);
    }

    @Override
    public ObjectNode zeroValue() {
        return Json.object();
    }

    @Override
    public ObjectNode emptyObject() {
        return Json.object();
    }

    @Override
    public PatchMeta root() {
        return PatchMeta.UNKNOWN;
    }

    @Override
    public MergeType mergeType() {
        return versions.mergeType(version);
    }

    @Override
    public @Nullable MergeType mergeType(String apiVersion) {
        String group = versions.group() + "/";
        String name = apiVersion.startsWith(group) ? apiVersion.substring(group.length()) : "";
        return versions.has(name) ? versions.mergeType(name) : null;
    }

    @Override
    public JsonNode openApiSchema() {
        return structure().source();
    }

    @Override
    public boolean convertsStoredObjects() {
        return true;
    }

    @Override
    public ObjectNode toStorage(ObjectNode object) {
        String storage = versions.storageVersion();
        if (storage.equals(version)) {
            return CanonicalJson.of(withTypedMetadata(object));
        }
        versions.checkConversion(object);
        ObjectNode stored = object.deepCopy();
        stored.put("apiVersion", versions.group() + "/" + storage);
        prune(stored, versions.structure(storage));
        return CanonicalJson.of(withTypedMetadata(stored));
    }

    /** The object with its metadata as Go writes it, without null and empty fields; the argument is not changed. */
    private static ObjectNode withTypedMetadata(ObjectNode object) {
        if (!(object.get(METADATA) instanceof ObjectNode metadata)) {
            return object;
        }
        ObjectNode typed = Json.object();
        typed.setAll(OBJECT_META.encode(metadata));
        if (typed.path("creationTimestamp").isNull()) {
            typed.remove("creationTimestamp");
        }
        ObjectNode copy = Json.object();
        copy.setAll(object);
        return copy.set(METADATA, CanonicalJson.of(typed));
    }

    @Override
    public ObjectNode fromStorage(ObjectNode stored) {
        String apiVersion = stored.path("apiVersion").asText();
        String storedVersion = apiVersion.substring(apiVersion.indexOf('/') + 1);
        ObjectNode object = stored.deepCopy();
        StructuralSchema structure = versions.structure(storedVersion);
        prune(object, structure);
        Defaulter.apply(object, structure);
        if (!storedVersion.equals(version)) {
            versions.checkConversion(stored);
            object.put("apiVersion", versions.group() + "/" + version);
            prune(object, structure());
        }
        ObjectNode shown = CanonicalJson.of(object);
        return shown.equals(stored) ? stored : shown;
    }
}
