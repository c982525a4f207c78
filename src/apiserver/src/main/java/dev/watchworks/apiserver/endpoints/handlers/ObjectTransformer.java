package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects in forms other than their own: tables and bare metadata. */
final class ObjectTransformer {
    private static final String META = "meta.k8s.io/v1";

    /** What the rows of a table carry besides their cells. */
    enum Include {
        METADATA,
        OBJECT,
        NOTHING
    }

    private ObjectTransformer() {}

    /** The object's metadata, as a PartialObjectMetadata. */
    static ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = Json.object();
        partial.put("kind", "PartialObjectMetadata");
        partial.put("apiVersion", META);
        partial.set("metadata", object.path("metadata"));
        return partial;
    }

    /**
     * A table.
     *
     * @param metadata the list's
     * @param columns whether the table has the column definitions; in a watch only the first table has them
     */
    static ObjectNode table(
            ResourceType type,
            List<ObjectNode> objects,
            ObjectNode metadata,
            boolean columns,
            Include include,
            Instant now) {
        ObjectNode table = Json.object();
        table.put("kind", "Table");
        table.put("apiVersion", META);
        table.set("metadata", metadata);
        table.set("columnDefinitions", columns ? columns(type.table()) : null);
        ArrayNode rows = table.putArray("rows");
        for (ObjectNode object : objects) {
            rows.add(row(type, object, include, now));
        }
        return table;
    }

    private static ArrayNode columns(TableConvertor table) {
        ArrayNode columns = Json.array();
        for (TableConvertor.TableColumnDefinition column : table.columns()) {
            ObjectNode definition = columns.addObject();
            definition.put("name", column.name());
            definition.put("type", column.type());
            definition.put("format", column.format());
            definition.put("description", column.description());
            definition.put("priority", column.priority());
        }
        return columns;
    }

    private static ObjectNode row(ResourceType type, ObjectNode object, Include include, Instant now) {
        ObjectNode row = Json.object();
        ArrayNode cells = row.putArray("cells");
        type.table().cells(object, now).forEach(cells::add);
        JsonNode conditions = conditions(type, object);
        if (conditions != null) {
            row.set("conditions", conditions);
        }
        row.set(
                "object",
                switch (include) {
                    case METADATA -> metadata(object);
                    case OBJECT -> object;
                    case NOTHING -> null;
                });
        return row;
    }

    private static @Nullable JsonNode conditions(ResourceType type, ObjectNode object) {
        String phase = object.path("status").path("phase").asText();
        if (!type.groupResource().equals("pods") || !(phase.equals("Succeeded") || phase.equals("Failed"))) {
            return null;
        }
        boolean succeeded = phase.equals("Succeeded");
        ArrayNode conditions = Json.array();
        ObjectNode completed = conditions.addObject();
        completed.put("type", "Completed");
        completed.put("status", "True");
        completed.put("reason", phase);
        completed.put("message", succeeded ? "The pod has completed successfully." : "The pod failed.");
        return conditions;
    }
}
