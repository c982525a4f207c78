package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.schema.CustomResourceValidator;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.ScalePaths;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of custom objects ({@code registry/customresource/strategy.go} and {@code status_strategy.go}). */
final class CustomResourceStrategy implements Strategy {
    private static final String STATUS = "status";

    private final CustomResourceVersion version;

    CustomResourceStrategy(CustomResourceVersion version) {
        this.version = version;
    }

    private CustomResourceValidator validator() {
        return version.validator();
    }

    @Override
    public String deprecation() {
        return version.deprecation();
    }

    @Override
    public @Nullable String admit(ObjectNode object, GenericLister cluster) {
        return version.isTerminating() ? "create not allowed while custom resource definition is terminating" : null;
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        if (version.hasStatus()) {
            object.remove(STATUS);
        }
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        if (version.hasStatus()) {
            NestedFields.keep(object, current, STATUS);
        }
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        JsonNode status = object.get(STATUS);
        object.removeAll();
        object.setAll(current.deepCopy());
        object.remove(STATUS);
        if (status != null) {
            object.set(STATUS, status);
        }
    }

    @Override
    public boolean incrementsGeneration(ObjectNode object, ObjectNode current) {
        return !withoutMetadata(object).equals(withoutMetadata(current));
    }

    private static ObjectNode withoutMetadata(ObjectNode object) {
        ObjectNode content = Json.object();
        content.setAll(object);
        content.remove("metadata");
        return content;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        validator().validateSchema(object, null, errors);
        version.scale().validate(object, errors);
        validator().validateInvariants(object, null, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validator().validateSchema(object, current, errors);
        version.scale().validate(object, errors);
        validator().validateInvariants(object, current, errors);
    }

    @Override
    public void validateStatusUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validator().validateStatus(object, current, errors);
        version.scale().validateStatus(object, errors);
        validator().validateStatusInvariants(object, current, errors);
    }

    @Override
    public ScalePaths scalePaths() {
        return version.scale().paths();
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return version.selectableFields();
    }

    @Override
    public boolean allowsUnqualifiedFinalizers() {
        return true;
    }

    @Override
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode current) {
        Set<String> added = new TreeSet<>(ObjectMeta.finalizers(object));
        if (current != null) {
            ObjectMeta.finalizers(current).forEach(added::remove);
        }
        List<String> warnings = new ArrayList<>(validator().warnings(object, current));
        added.forEach(finalizer -> FinalizerNames.addWarnings(finalizer, warnings));
        return warnings;
    }
}
