package dev.watchworks.apiserver.api.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code src/reference-cluster/kinds} recorded of a real API server. */
final class RecordedAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RecordedAnswers() {}

    static Stream<JsonNode> read(String file) {
        try (InputStream stream = Objects.requireNonNull(
                RecordedAnswers.class.getResourceAsStream("/dev/watchworks/apiserver/api/install/recorded/" + file))) {
            return StreamSupport.stream(MAPPER.readTree(stream).spliterator(), false);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ResourceType type(JsonNode entry) {
        return BuiltinResourceTypes.all().stream()
                .filter(type -> type.kind().equals(entry.path("kind").asText()))
                .findFirst()
                .orElseThrow();
    }

    /** Takes away what is the registry's to fill in, and what a recording cannot have twice. */
    static ObjectNode plain(JsonNode object) {
        ObjectNode plain = object.deepCopy();
        plain.withObjectProperty("metadata").remove(List.of("generation", "namespace"));
        return plain;
    }
}
