package dev.watchworks.apiserver.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.Map;

/** RFC 7386: an object is merged, null removes a member, any other value replaces it. */
public final class MergePatch {
    private MergePatch() {}

    /** Applies a patch to {@code object}, which is changed, and returns it. */
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
