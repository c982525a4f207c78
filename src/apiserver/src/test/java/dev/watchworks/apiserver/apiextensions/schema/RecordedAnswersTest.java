package dev.watchworks.apiserver.apiextensions.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Schemas and objects with the answers of a real server, which {@code src/reference-cluster/customresources/record}
 * recorded. Its causes come in no fixed order where Go iterates over a map.
 */
class RecordedAnswersTest {
    private static final String CANNOT = "Widget in version \"v1\" cannot be handled as a Widget: ";
    private static final String FIELD = "spec.validation.openAPIV3Schema";

    @TestFactory
    Stream<DynamicTest> aDefinitionHasTheRecordedProblems() {
        return cases().stream()
                .map(recorded -> dynamicTest(name(recorded), () -> {
                    FieldErrors errors = new FieldErrors();
                    StructuralSchemaValidation.validate(recorded.path("schema"), FIELD, errors);
                    assertThat(causes(errors)).containsExactlyInAnyOrderElementsOf(causes(recorded.path("problems")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> anObjectHasTheRecordedAnswer() {
        return cases().stream()
                .filter(recorded -> recorded.path("problems").isEmpty())
                .flatMap(recorded -> IntStream.range(0, recorded.path("objects").size())
                        .mapToObj(index -> dynamicTest(
                                name(recorded) + " " + recorded.path("objects").get(index),
                                () -> check(recorded, index))));
    }

    private static void check(JsonNode recorded, int index) {
        ObjectNode object = recorded.path("objects").get(index).deepCopy();
        object.put("apiVersion", "GROUP/v1").put("kind", "Widget");
        object.putObject("metadata").put("name", "w" + index);
        StructuralSchema schema = StructuralSchema.parse(recorded.path("schema"));
        JsonNode answer = recorded.path("answers").get(index);
        FieldErrors errors = new FieldErrors();
        try {
            Pruner.prune(object, schema);
            Defaulter.pruneNulls(object, schema);
            EmbeddedMetadata.coerce(object, schema);
            Defaulter.apply(object, schema);
        } catch (DecodeException wrong) {
            assertThat(CANNOT + wrong.getMessage())
                    .isEqualTo(answer.path("causes").path(0).path("message").asText());
            return;
        }
        CustomResourceValidator validator = new CustomResourceValidator(schema);
        validator.validateSchema(object, null, errors);
        validator.validateInvariants(object, null, errors);
        assertThat(causes(errors)).containsExactlyInAnyOrderElementsOf(causes(answer.path("causes")));
        if (errors.isEmpty()) {
            object.remove(List.of("apiVersion", "kind", "metadata"));
            assertThat(SemanticEquality.deepEqual(object, answer.path("stored")))
                    .as("%s is stored as %s", object, answer.path("stored"))
                    .isTrue();
        }
    }

    private static String name(JsonNode recorded) {
        return recorded.path("name").asText();
    }

    private static List<String> causes(JsonNode causes) {
        List<String> texts = new ArrayList<>();
        causes.forEach(cause -> texts.add(text(
                cause.path("reason").asText(),
                cause.path("field").asText(),
                cause.path("message").asText())));
        return texts;
    }

    private static List<String> causes(FieldErrors errors) {
        return errors.list().stream()
                .map(error -> text(error.reason(), error.field(), error.message()))
                .toList();
    }

    /** The names of types in rules are made up. */
    private static String text(String reason, String field, String message) {
        return reason + " " + field + " " + message.replaceAll("selfType\\d+", "selfType");
    }

    private static List<JsonNode> cases() {
        try (InputStream file = RecordedAnswersTest.class.getResourceAsStream("recorded.jsonl")) {
            assertThat(file).as("the recorded answers").isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Json::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
