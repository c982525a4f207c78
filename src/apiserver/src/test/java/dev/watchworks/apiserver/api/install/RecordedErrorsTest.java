package dev.watchworks.apiserver.api.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Objects are refused in the words of a real API server. */
class RecordedErrorsTest {

    @TestFactory
    Stream<DynamicTest> whatARealServerRefusesIsRefusedInItsWords() {
        return RecordedAnswers.read("refused.json")
                .map(entry -> DynamicTest.dynamicTest(
                        entry.path("kind").asText() + ": " + entry.path("name").asText(), () -> isRefused(entry)));
    }

    private static void isRefused(JsonNode entry) {
        ResourceType type = RecordedAnswers.type(entry);
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
                assertThat(write(type, entry).causes().stream().map(RecordedErrorsTest::withoutDifference))
                        .isEqualTo(causes(entry.path("answer")));
            default -> {
                StrategyWrite writing = write(type, entry);
                assertThat(writing.causes()).isEmpty();
                assertThat(RecordedAnswers.plain(writing.object()))
                        .isEqualTo(type.schema()
                                .decode(RecordedAnswers.plain(entry.path("answer")))
                                .object());
            }
        }
    }

    private static StrategyWrite write(ResourceType type, JsonNode entry) {
        return entry.has("current")
                ? StrategyWrite.update(type, entry.path("body"), entry.path("current"))
                : StrategyWrite.create(type, entry.path("body"));
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
