package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The columns that {@code kubectl get} shows for a kind, as the server prints them (Kubernetes'
 * {@code printers/internalversion}).
 *
 * @param columns definitions, in order
 * @param row the cells of one object at a moment, one for each column: String, Long, Integer or Boolean
 */
public record TableConvertor(List<TableColumnDefinition> columns, BiFunction<ObjectNode, Instant, List<Object>> row) {

    /**
     * @param name heading, such as {@code Ready}
     * @param type OpenAPI type, such as {@code string}
     * @param format OpenAPI format, such as {@code name}; may be empty
     * @param description sentence that the API carries with the column
     * @param priority 0 always shown, 1 with {@code -o wide} only
     */
    public record TableColumnDefinition(String name, String type, String format, String description, int priority) {
        /** The first column of nearly every kind. */
        public static final TableColumnDefinition NAME = new TableColumnDefinition(
                "Name",
                "string",
                "name",
                "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
                0);

        /** How long ago the object was created. */
        public static final TableColumnDefinition AGE = text(
                "Age",
                "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata");

        /** A column of text that is always shown. */
        public static TableColumnDefinition text(String name, String description) {
            return new TableColumnDefinition(name, "string", "", description, 0);
        }

        /** A column of text for {@code -o wide}. */
        public static TableColumnDefinition wide(String name, String description) {
            return new TableColumnDefinition(name, "string", "", description, 1);
        }
    }

    /** The name and the age: what is shown of a kind that has no columns of its own. */
    public static final TableConvertor NAME_AND_AGE = new TableConvertor(
            List.of(TableColumnDefinition.NAME, TableColumnDefinition.AGE),
            (object, now) -> List.of(object.path("metadata").path("name").asText(), HumanDuration.of(object, now)));

    public TableConvertor {
        columns = List.copyOf(columns);
    }
}
