package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.apiextensions.schema.CustomResourceValidator;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.KubeVersion;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ScalePaths;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One version of a definition. Its validator is made at its first use. */
final class CustomResourceVersion {
    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private static final List<String> VERBS_OF_TERMINATING =
            List.of("delete", "deletecollection", "get", "list", "watch");

    private final CustomResourceDefinitionView definition;
    private final DefinedVersions versions;
    private final ObjectNode version;
    private final String name;
    private volatile @Nullable CustomResourceValidator validator;

    CustomResourceVersion(CustomResourceDefinitionView definition, DefinedVersions versions, ObjectNode version) {
        this.definition = definition;
        this.versions = versions;
        this.version = version;
        name = NestedFields.text(version, "name");
    }

    /** The entry in the table of kinds. */
    ResourceType resourceType() {
        JsonNode names = definition.acceptedNames();
        return new ResourceType(
                definition.group(),
                name,
                definition.storageVersion(),
                NestedFields.text(names, "plural"),
                NestedFields.text(names, "singular"),
                NestedFields.text(names, "kind"),
                NestedFields.text(names, "listKind"),
                definition.isNamespaced(),
                NestedFields.texts(names, "shortNames"),
                NestedFields.texts(names, "categories"),
                isTerminating() ? VERBS_OF_TERMINATING : VERBS,
                subresources(),
                new CustomResourceSchema(versions, name),
                new CustomResourceStrategy(this),
                Set.of(
                        StrategyFlag.TRACKS_GENERATION,
                        StrategyFlag.REQUIRES_RESOURCE_VERSION,
                        StrategyFlag.UNSTRUCTURED),
                new TableConvertor(() -> CustomResourceColumns.of(version)));
    }

    private Set<Subresource> subresources() {
        Set<Subresource> subresources = EnumSet.noneOf(Subresource.class);
        if (hasStatus()) {
            subresources.add(Subresource.STATUS);
        }
        if (scale().scale().isObject()) {
            subresources.add(Subresource.SCALE);
        }
        return subresources;
    }

    boolean hasStatus() {
        return version.path("subresources").has("status");
    }

    CustomResourceScale scale() {
        return new CustomResourceScale(version.path("subresources").path("scale"));
    }

    /** Whether the definition is being deleted, so that nothing can be created. */
    boolean isTerminating() {
        return definition.isTrue("Terminating");
    }

    CustomResourceValidator validator() {
        CustomResourceValidator known = validator;
        if (known == null) {
            known = new CustomResourceValidator(versions.structure(name));
            validator = known;
        }
        return known;
    }

    /** The warning of a deprecated version, or the empty string. */
    String deprecation() {
        if (!version.path("deprecated").asBoolean()) {
            return "";
        }
        String own = NestedFields.text(version, "deprecationWarning");
        if (!own.isEmpty()) {
            return own;
        }
        String kind = NestedFields.text(definition.names(), "kind");
        String warning = definition.group() + "/" + name + " " + kind + " is deprecated";
        return definition.versions().stream()
                .filter(other -> other.path("served").asBoolean()
                        && !other.path("deprecated").asBoolean())
                .map(other -> NestedFields.text(other, "name"))
                .filter(other -> KubeVersion.ORDER.compare(name, other) < 0)
                .max(KubeVersion.ORDER)
                .map(newest -> warning + "; use " + definition.group() + "/" + newest + " " + kind)
                .orElse(warning);
    }

    /** The fields by which lists can select, with a function for the text of each. */
    Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new LinkedHashMap<>();
        fields.put("metadata.name", ObjectMeta::name);
        for (ObjectNode field : NestedFields.objects(version, "selectableFields")) {
            List<String> path = ScalePaths.split(NestedFields.text(field, "jsonPath"));
            CustomResourceSchema schema = new CustomResourceSchema(versions, name);
            fields.put(String.join(".", path), object -> {
                JsonNode value = ScalePaths.at(schema.fromStorage(object), path);
                return value.isMissingNode() || value.isNull() ? "" : GoFormat.of(value);
            });
        }
        return fields;
    }
}
