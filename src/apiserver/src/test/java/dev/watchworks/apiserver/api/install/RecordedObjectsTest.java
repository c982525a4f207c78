package dev.watchworks.apiserver.api.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Objects are stored as a real API server stores them. */
class RecordedObjectsTest {

    @TestFactory
    Stream<DynamicTest> aCreatedObjectIsCompletedAsOnARealServer() {
        return RecordedAnswers.read("created.json")
                .map(entry -> DynamicTest.dynamicTest(entry.path("name").asText(), () -> isCompleted(entry)));
    }

    private static void isCompleted(JsonNode entry) {
        ResourceType type = RecordedAnswers.type(entry);
        StrategyWrite writing = StrategyWrite.create(type, entry.path("body"));
        assertThat(writing.causes()).isEmpty();
        ObjectNode expected = RecordedAnswers.plain(entry.path("stored"));
        ObjectNode stored = RecordedAnswers.plain(writing.object());
        withoutServiceAccount(type, entry, stored);
        withoutAddress(entry, stored);
        withoutAddress(entry, expected);
        assertThat(stored.toPrettyString())
                .isEqualTo(type.schema().decode(expected).object().toPrettyString());
    }

    /** The recorded server does not admit service accounts. */
    private static void withoutServiceAccount(ResourceType type, JsonNode entry, ObjectNode stored) {
        if (type.kind().equals("Pod") && !entry.path("body").path("spec").has("serviceAccountName")) {
            assertThat(stored.path("spec").path("serviceAccountName").asText()).isEqualTo("default");
            stored.withObjectProperty("spec").remove(List.of("serviceAccountName", "serviceAccount"));
        }
    }

    /** Each server draws its own address. */
    private static void withoutAddress(JsonNode entry, ObjectNode stored) {
        if (!(stored.path("spec") instanceof ObjectNode spec)) {
            return;
        }
        if (stored.path("kind").asText().equals("Service")
                && spec.path("clusterIP").asText().startsWith("10.96.")
                && !entry.path("body").path("spec").has("clusterIP")) {
            spec.remove(List.of("clusterIP", "clusterIPs"));
        }
    }

    @TestFactory
    Stream<DynamicTest> anObjectWithoutFieldsIsWrittenAsInABookmarkOfARealServer() {
        return RecordedAnswers.read("bookmarks.json")
                .map(entry -> DynamicTest.dynamicTest(entry.path("kind").asText(), () -> isBookmark(entry)));
    }

    private static void isBookmark(JsonNode entry) {
        ObjectNode zero = RecordedAnswers.type(entry).schema().zeroValue();
        ObjectNode expected = entry.path("object").deepCopy();
        expected.remove(List.of("kind", "apiVersion"));
        expected.withObjectProperty("metadata").removeAll();
        assertThat(zero).isEqualTo(expected);
    }
}
