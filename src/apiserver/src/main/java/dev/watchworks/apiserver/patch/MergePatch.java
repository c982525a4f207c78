package dev.watchworks.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.Map;

/** RFC 7386: objects are merged, null takes a member away, all else is replaced. */
public final class MergePatch {
    private MergePatch() {}

    /** The object with the patch applied; the object is changed. */
    public static ObjectNode apply(ObjectNode object, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                object.remove(member.getKey());
            } else if (value instanceof ObjectNode nested) {
                ObjectNode target = object.get(member.getKey()) instanceof ObjectNode there ? there : Json.object();
                object.set(member.getKey(), apply(target, nested));
            } else {
                object.set(member.getKey(), value);
            }
        }
        return object;
    }
}
