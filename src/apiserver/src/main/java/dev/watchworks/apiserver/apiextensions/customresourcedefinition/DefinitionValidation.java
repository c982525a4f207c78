package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a definition, in the order of {@code ValidateCustomResourceDefinition} ({@code
 * apis/apiextensions/validation/validation.go}). Like Kubernetes' internal form, it treats what all versions have in common
 * as a field of {@code spec}.
 */
final class DefinitionValidation {
    private static final String PRESERVE = "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
            + " spec.versions[*].schema instead";

    private final ObjectNode object;
    private final @Nullable ObjectNode current;
    private final FieldErrors errors;
    private final DefinitionNamesValidation names;

    private DefinitionValidation(ObjectNode object, @Nullable ObjectNode current, FieldErrors errors) {
        this.object = object;
        this.current = current;
        this.errors = errors;
        names = new DefinitionNamesValidation(errors);
    }

    static DefinitionValidation create(ObjectNode object, FieldErrors errors) {
        return new DefinitionValidation(object, null, errors);
    }

    static DefinitionValidation update(ObjectNode object, ObjectNode current, FieldErrors errors) {
        return new DefinitionValidation(object, current, errors);
    }

    void validate() {
        JsonNode spec = object.path("spec");
        if (current == null) {
            String required = NestedFields.text(spec, "names", "plural") + "." + NestedFields.text(spec, "group");
            if (!ObjectMeta.name(object).equals(required)) {
                errors.invalid(
                        "metadata.name",
                        ObjectMeta.name(object),
                        List.of("must be spec.names.plural+\".\"+spec.group"));
            }
        }
        spec(spec);
        if (current != null) {
            immutable(spec, current.path("spec"), new CustomResourceDefinitionView(current));
        }
        names.validate(object.path("status").path("acceptedNames"), "status.acceptedNames");
        storedVersions();
        new ApiApproval(object, current).validate(errors);
        boolean preserved = current != null
                && current.path("spec").path("preserveUnknownFields").asBoolean();
        if (!preserved && spec.path("preserveUnknownFields").asBoolean()) {
            errors.invalid("spec.preserveUnknownFields", "true", PRESERVE);
        }
    }

    private void spec(JsonNode spec) {
        group(NestedFields.text(spec, "group"));
        errors.oneOf("spec.scope", NestedFields.text(spec, "scope"), List.of("Cluster", "Namespaced"));
        VersionsValidation versions = new VersionsValidation(spec, errors);
        if (spec.path("preserveUnknownFields").asBoolean() && versions.haveDefaults()) {
            errors.invalid(
                    "spec.preserveUnknownFields", "true", "must be false in order to use defaults in the schema");
        }
        versions.requireSchemas();
        versions.validateEach();
        versions(NestedFields.objects(spec, "versions"), versions.shown());
        JsonNode wanted = spec.path("names");
        for (String name : List.of("plural", "singular", "kind", "listKind")) {
            errors.required(
                    "spec.names." + name, NestedFields.text(wanted, name).isEmpty());
        }
        names.validate(wanted, "spec.names");
        versions.validateShared();
        new ConversionValidation(errors).validate(spec);
    }

    private void group(String group) {
        List<String> wrong = NameSyntax.subdomainErrors(group);
        if (group.isEmpty()) {
            errors.required("spec.group", "");
        } else if (!wrong.isEmpty()) {
            errors.invalid("spec.group", group, List.of(String.join(",", wrong)));
        } else if (group.indexOf('.') < 0) {
            errors.invalid("spec.group", group, List.of("should be a domain with at least one dot"));
        }
    }

    private void versions(List<ObjectNode> versions, String shown) {
        Set<String> unique = new HashSet<>();
        int stored = 0;
        for (ObjectNode version : versions) {
            unique.add(NestedFields.text(version, "name"));
            stored += version.path("storage").asBoolean() ? 1 : 0;
        }
        if (unique.size() < versions.size()) {
            errors.invalid("spec.versions", shown, "must contain unique version names");
        }
        if (stored != 1) {
            errors.invalid("spec.versions", shown, "must have exactly one version marked as storage version");
        }
        if (!versions.isEmpty()) {
            String first = NestedFields.text(versions.get(0), "name");
            if (!first.isEmpty()) {
                names.label(first, "spec.version");
            }
        }
    }

    private void immutable(JsonNode spec, JsonNode before, CustomResourceDefinitionView known) {
        if (known.isTrue("Established")) {
            keep(spec, before, "scope");
            keep(spec, before, "names", "kind");
        }
        keep(spec, before, "group");
        keep(spec, before, "names", "plural");
    }

    private void keep(JsonNode spec, JsonNode before, String... path) {
        String value = NestedFields.text(spec, path);
        if (!value.equals(NestedFields.text(before, path))) {
            errors.immutable("spec." + String.join(".", path), NestedFields.at(spec, path));
        }
    }

    private void storedVersions() {
        JsonNode stored = object.path("status").path("storedVersions");
        if (stored.isEmpty()) {
            errors.invalid(
                    "status.storedVersions",
                    stored.isEmpty() ? "null" : stored.toString(),
                    "must have at least one stored version");
            return;
        }
        List<String> missing = new ArrayList<>(NestedFields.texts(stored));
        List<String> all = List.copyOf(missing);
        for (ObjectNode version : NestedFields.objects(object, "spec", "versions")) {
            String name = NestedFields.text(version, "name");
            if (version.path("storage").asBoolean() && !all.contains(name)) {
                errors.invalid("status.storedVersions", stored.toString(), "must have the storage version " + name);
            }
            missing.remove(name);
        }
        for (String version : missing) {
            errors.invalid(
                    "status.storedVersions[" + all.indexOf(version) + "]",
                    version,
                    List.of("missing from spec.versions; " + version
                            + " was previously a storage version, and must remain"
                            + " in spec.versions until a storage migration ensures no data remains persisted in "
                            + version
                            + " and removes " + version + " from status.storedVersions"));
        }
    }
}
