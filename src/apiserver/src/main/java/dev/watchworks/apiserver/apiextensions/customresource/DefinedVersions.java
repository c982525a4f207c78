package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.errors.ApiErrors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of a definition's versions, which are read at their first use. */
final class DefinedVersions {
    private final CustomResourceDefinitionView definition;
    private final Map<String, StructuralSchema> structures = new ConcurrentHashMap<>();
    private final Map<String, MergeType> mergeTypes = new ConcurrentHashMap<>();

    DefinedVersions(CustomResourceDefinitionView definition) {
        this.definition = definition;
    }

    String group() {
        return definition.group();
    }

    String storageVersion() {
        return definition.storageVersion();
    }

    boolean preservesUnknownFields() {
        return definition.object().path("spec").path("preserveUnknownFields").asBoolean();
    }

    /** Throws 500 when an object needs a webhook to be converted to another version, as a real server does without an answer. */
    void checkConversion(ObjectNode object) {
        if (!definition.object().at("/spec/conversion/strategy").asText().equals("Webhook")) {
            return;
        }
        throw ApiErrors.bare(
                "conversion webhook for " + object.path("apiVersion").asText() + ", Kind="
                        + object.path("kind").asText()
                        + " failed: this API server calls no webhooks. Read and write the stored version "
                        + storageVersion() + ", or set spec.conversion.strategy of the definition to None");
    }

    boolean has(String version) {
        return definition.version(version) != null;
    }

    /** The schema of a version; one that prunes everything when the definition does not have the version. */
    StructuralSchema structure(String version) {
        return structures.computeIfAbsent(version, name -> {
            ObjectNode found = definition.version(name);
            return found == null
                    ? StructuralSchema.EMPTY
                    : StructuralSchema.parse(found.path("schema").path("openAPIV3Schema"));
        });
    }

    /** How field managers share the parts of a version's objects. */
    MergeType mergeType(String version) {
        return mergeTypes.computeIfAbsent(
                version, name -> CustomResourceMergeType.of(structure(name), preservesUnknownFields()));
    }
}
