package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Events (Kubernetes' {@code registry/core/event}). */
public final class EventStrategy implements Strategy {
    private static final String OTHER_NAMESPACE = "does not match event.namespace";

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        String namespace = text(object, "metadata", "namespace");
        String involved = text(object, "involvedObject", "namespace");
        boolean old = text(object, "eventTime").isEmpty();
        if (old) {
            boolean fits = involved.isEmpty() ? namespace.equals("default") : involved.equals(namespace);
            if (!fits) {
                errors.invalid("involvedObject.namespace", quoted(involved), OTHER_NAMESPACE);
            }
            return;
        }
        if (involved.isEmpty() && !namespace.equals("default") && !namespace.equals("kube-system")) {
            errors.invalid("involvedObject.namespace", quoted(involved), OTHER_NAMESPACE);
        }
        for (String field : new String[] {"reportingComponent", "reportingInstance", "action", "reason"}) {
            errors.required(field, text(object, field).isEmpty());
            if (field.equals("reportingComponent")) {
                String component = text(object, field);
                errors.invalid(field, component, NameSyntax.qualifiedErrors(component));
            }
        }
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        Map<String, Function<ObjectNode, String>> fields = new HashMap<>();
        for (String name :
                new String[] {"kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath"}) {
            fields.put("involvedObject." + name, event -> text(event, "involvedObject", name));
        }
        fields.put("reason", event -> text(event, "reason"));
        fields.put("reportingComponent", event -> text(event, "reportingComponent"));
        fields.put("source", EventStrategy::source);
        fields.put("type", event -> text(event, "type"));
        return fields;
    }

    private static String source(ObjectNode event) {
        String component = text(event, "source", "component");
        return component.isEmpty() ? text(event, "reportingComponent") : component;
    }
}
