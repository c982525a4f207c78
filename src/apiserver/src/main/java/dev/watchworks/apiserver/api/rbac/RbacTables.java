package dev.watchworks.apiserver.api.rbac;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of roles and their bindings. */
public final class RbacTables {

    private RbacTables() {}

    /** The columns of roles, of either kind. */
    public static TableConvertor roles(String plural) {
        return new TableConvertor(
                PrinterColumns.of(plural),
                (role, now) -> List.of(text(role, "metadata", "name"), text(role, "metadata", "creationTimestamp")));
    }

    /** The columns of bindings, of either kind. */
    public static TableConvertor bindings(String plural) {
        return new TableConvertor(PrinterColumns.of(plural), RbacTables::binding);
    }

    private static List<Object> binding(ObjectNode binding, Instant now) {
        return List.of(
                text(binding, "metadata", "name"),
                text(binding, "roleRef", "kind") + "/" + text(binding, "roleRef", "name"),
                HumanDuration.of(binding, now),
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
