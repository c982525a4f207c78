package dev.watchworks.apiserver.endpoints.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Lists of strings in a document. */
final class StringArrays {
    private StringArrays() {}

    static void put(ObjectNode entry, String name, List<String> texts) {
        ArrayNode list = entry.putArray(name);
        texts.forEach(list::add);
    }

    static void putUnlessEmpty(ObjectNode entry, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            put(entry, name, texts);
        }
    }
}
