package dev.watchworks.apiserver.apiextensions.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions.Condition;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Accepts the names of a definition that no other definition of its group has ({@code naming_controller.go}). */
final class NamingController {
    private static final String ACCEPTED = "NamesAccepted";
    private static final String ESTABLISHED = "Established";

    private final String timestamp;
    private final Set<String> resources = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private String reason = "";
    private String message = "";

    private NamingController(List<ObjectNode> definitions, String group, String timestamp) {
        this.timestamp = timestamp;
        for (ObjectNode definition : definitions) {
            CustomResourceDefinitionView other = new CustomResourceDefinitionView(definition);
            if (other.group().equals(group)) {
                JsonNode names = other.acceptedNames();
                resources.add(NestedFields.text(names, "plural"));
                resources.add(NestedFields.text(names, "singular"));
                resources.addAll(NestedFields.texts(names, "shortNames"));
                kinds.add(NestedFields.text(names, "kind"));
                kinds.add(NestedFields.text(names, "listKind"));
            }
        }
    }

    /**
     * Sets the accepted names of a definition and the conditions about them. Returns whether anything changes.
     *
     * @param definitions all definitions
     */
    static boolean sync(ObjectNode object, List<ObjectNode> definitions, String timestamp) {
        CustomResourceDefinitionView definition = new CustomResourceDefinitionView(object);
        if (definition.names().equals(definition.acceptedNames())) {
            return false;
        }
        return new NamingController(definitions, definition.group(), timestamp).accept(object, definition);
    }

    private boolean accept(ObjectNode object, CustomResourceDefinitionView definition) {
        ObjectNode before = definition.acceptedNames().deepCopy();
        ObjectNode names = before.deepCopy();
        JsonNode wanted = definition.names();
        name(wanted, names, "plural", resources, "PluralConflict");
        name(wanted, names, "singular", resources, "SingularConflict");
        shortNames(wanted, names);
        name(wanted, names, "kind", kinds, "KindConflict");
        name(wanted, names, "listKind", kinds, "ListKindConflict");
        NestedFields.keep(names, wanted, "categories");
        boolean accepted = reason.isEmpty();
        Condition condition = new Condition(
                ACCEPTED, accepted, accepted ? "NoConflicts" : reason, accepted ? "no conflicts found" : message);
        if (names.equals(before) && DefinitionConditions.has(object, condition)) {
            return false;
        }
        object.withObjectProperty("status").set("acceptedNames", names);
        DefinitionConditions.set(object, condition, timestamp);
        established(object, accepted);
        return true;
    }

    private void established(ObjectNode object, boolean accepted) {
        boolean isEstablished = Conditions.isTrue(object, ESTABLISHED);
        if (!isEstablished && accepted) {
            Condition installing =
                    new Condition(ESTABLISHED, false, "Installing", "the initial names have been accepted");
            DefinitionConditions.set(object, installing, timestamp);
        } else if (Conditions.find(object, ESTABLISHED) == null) {
            DefinitionConditions.set(
                    object, new Condition(ESTABLISHED, false, "NotAccepted", "not all names are accepted"), timestamp);
        }
    }

    private void name(JsonNode wanted, ObjectNode names, String field, Set<String> used, String conflict) {
        String name = NestedFields.text(wanted, field);
        if (!name.equals(NestedFields.text(names, field)) && used.contains(name)) {
            refuse(conflict, NestedFields.quoted(name) + " is already in use");
        } else {
            names.put(field, name);
        }
    }

    private void shortNames(JsonNode wanted, ObjectNode names) {
        List<String> accepted = NestedFields.texts(names, "shortNames");
        List<String> conflicts = NestedFields.texts(wanted, "shortNames").stream()
                .filter(name -> !accepted.contains(name) && resources.contains(name))
                .map(name -> NestedFields.quoted(name) + " is already in use")
                .distinct()
                .toList();
        if (conflicts.isEmpty()) {
            NestedFields.keep(names, wanted, "shortNames");
        } else {
            refuse(
                    "ShortNamesConflict",
                    conflicts.size() == 1 ? conflicts.get(0) : "[" + String.join(", ", conflicts) + "]");
        }
    }

    private void refuse(String conflict, String why) {
        reason = conflict;
        message = why;
    }

    /** The names of the other definitions in a definition's group, which may get a name that it gives up. */
    static List<String> others(String name, List<ObjectNode> definitions) {
        String group = name.substring(name.indexOf('.') + 1);
        return definitions.stream()
                .filter(other -> new CustomResourceDefinitionView(other).group().equals(group))
                .map(ObjectMeta::name)
                .filter(other -> !other.equals(name))
                .toList();
    }
}
