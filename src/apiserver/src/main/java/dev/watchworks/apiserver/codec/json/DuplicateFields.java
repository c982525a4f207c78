package dev.watchworks.apiserver.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds members that an object has twice, as Kubernetes' strict decoding does ({@code sigs.k8s.io/json}). */
public final class DuplicateFields {
    private final JsonParser parser;
    private final Set<String> found = new LinkedHashSet<>();

    private DuplicateFields(JsonParser parser) {
        this.parser = parser;
    }

    /** The paths of such members, such as {@code spec.containers[0].name}, in order; none in what is not JSON. */
    public static List<String> in(byte[] text) {
        try (JsonParser parser = Json.parser(text)) {
            DuplicateFields search = new DuplicateFields(parser);
            if (parser.nextToken() != null) {
                search.value("");
            }
            return new ArrayList<>(search.found);
        } catch (IOException noJson) {
            return List.of();
        }
    }

    private void value(String path) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Set<String> names = new HashSet<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                String member = path.isEmpty() ? name : path + "." + name;
                if (!names.add(name)) {
                    found.add(member);
                }
                parser.nextToken();
                value(member);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                value(path + "[" + index + "]");
            }
        }
    }
}
