package dev.watchworks.apiserver.kind.access;

import static dev.watchworks.apiserver.kind.ObjectFields.objects;
import static dev.watchworks.apiserver.kind.ObjectFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.Age;
import dev.watchworks.apiserver.kind.TableColumns;
import dev.watchworks.apiserver.kind.table.RecordedColumns;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of roles and their bindings. */
public final class AccessTables {

    private AccessTables() {}

    /** The columns of roles, of either kind. */
    public static TableColumns roles(String plural) {
        return new TableColumns(
                RecordedColumns.of(plural),
                (role, now) -> List.of(text(role, "metadata", "name"), text(role, "metadata", "creationTimestamp")));
    }

    /** The columns of bindings, of either kind. */
    public static TableColumns bindings(String plural) {
        return new TableColumns(RecordedColumns.of(plural), AccessTables::binding);
    }

    private static List<Object> binding(ObjectNode binding, Instant now) {
        return List.of(
                text(binding, "metadata", "name"),
                text(binding, "roleRef", "kind") + "/" + text(binding, "roleRef", "name"),
                Age.of(binding, now),
                subjects(binding, "User", subject -> text(subject, "name")),
                subjects(binding, "Group", subject -> text(subject, "name")),
                subjects(
                        binding,
                        "ServiceAccount",
                        subject -> text(subject, "namespace") + "/" + text(subject, "name")));
    }

    private static String subjects(ObjectNode binding, String kind, Function<ObjectNode, String> shown) {
        return objects(binding, "subjects").stream()
                .filter(subject -> text(subject, "kind").equals(kind))
                .map(shown)
                .collect(Collectors.joining(", "));
    }
}
