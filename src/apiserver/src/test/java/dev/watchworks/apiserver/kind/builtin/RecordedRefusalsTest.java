package dev.watchworks.apiserver.kind.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.schema.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Objects are refused in the words of a real API server. */
class RecordedRefusalsTest {

    @TestFactory
    Stream<DynamicTest> what_a_real_server_refuses_is_refused_in_its_words() {
        return Recorded.read("refused.json")
                .map(entry -> DynamicTest.dynamicTest(
                        entry.path("kind").asText() + ": " + entry.path("name").asText(), () -> isRefused(entry)));
    }

    private static void isRefused(JsonNode entry) {
        ResourceType type = Recorded.type(entry);
        String message = entry.path("answer").path("message").asText();
        switch (entry.path("code").asInt()) {
            case 400 ->
                assertThatThrownBy(() -> write(type, entry))
                        .isInstanceOfSatisfying(
                                DecodeException.class,
                                wrong -> assertThat(message)
                                        .endsWith("cannot be handled as a " + type.kind() + ": " + wrong.getMessage()));
            case 403 ->
                assertThat(message)
                        .isEqualTo(type.plural() + " \"x\" is forbidden: "
                                + write(type, entry).refusal());
            case 422 ->
                assertThat(write(type, entry).causes().stream().map(RecordedRefusalsTest::withoutDifference))
                        .isEqualTo(causes(entry.path("answer")));
            default -> {
                Writing writing = write(type, entry);
                assertThat(writing.causes()).isEmpty();
                assertThat(Recorded.plain(writing.object()))
                        .isEqualTo(type.schema()
                                .decode(Recorded.plain(entry.path("answer")))
                                .object());
            }
        }
    }

    private static Writing write(ResourceType type, JsonNode entry) {
        return entry.has("current")
                ? Writing.update(type, entry.path("body"), entry.path("current"))
                : Writing.create(type, entry.path("body"));
    }

    /** The lines after the first show what changed of a pod: a real server in its internal form, we in the API's. */
    private static String withoutDifference(String cause) {
        int line = cause.indexOf('\n');
        return line < 0 ? cause : cause.substring(0, line);
    }

    private static List<String> causes(JsonNode answer) {
        List<String> causes = new ArrayList<>();
        for (JsonNode cause : answer.path("details").path("causes")) {
            causes.add(withoutDifference(cause.path("reason").asText() + " "
                    + cause.path("field").asText() + " " + cause.path("message").asText()));
        }
        return causes;
    }
}
