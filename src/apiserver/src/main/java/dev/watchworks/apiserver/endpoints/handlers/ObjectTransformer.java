package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects as tables and as metadata alone. */
final class ObjectTransformer {
    private static final String META = "meta.k8s.io/v1";

    /** The order of the fields; objects without a Go type have another one. */
    private static final ObjectSchema OBJECT_META = new StructSchema("meta.ObjectMeta", false);

    /** The content of a row besides its cells. */
    enum Include {
        METADATA,
        OBJECT,
        NOTHING
    }

    private ObjectTransformer() {}

    /** The object's metadata, as a PartialObjectMetadata. */
    static ObjectNode metadata(ObjectNode object) {
        ObjectNode partial = Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", META);
        return partial.set("metadata", OBJECT_META.encode((ObjectNode) object.path("metadata")));
    }

    /**
     * A table.
     *
     * @param metadata the list's metadata
     * @param columns whether the table has the column definitions; in a watch, only the first table has them
     */
    static ObjectNode table(
            ResourceType type,
            List<ObjectNode> objects,
            ObjectNode metadata,
            boolean columns,
            Include include,
            Instant now) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", META);
        table.set("metadata", metadata);
        table.set("columnDefinitions", columns ? columns(type.table()) : null);
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> rows.add(row(type, object, include, now)));
        return table;
    }

    private static ArrayNode columns(TableConvertor table) {
        ArrayNode columns = Json.array();
        for (TableConvertor.TableColumnDefinition column : table.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", column.description())
                    .put("priority", column.priority());
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
        return Json.array()
                .add(Json.object()
                        .put("type", "Completed")
                        .put("status", "True")
                        .put("reason", phase)
                        .put("message", succeeded ? "The pod has completed successfully." : "The pod failed."));
    }
}
