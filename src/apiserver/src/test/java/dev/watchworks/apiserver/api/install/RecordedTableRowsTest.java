package dev.watchworks.apiserver.api.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Objects are printed as a real API server prints them. */
class RecordedTableRowsTest {

    /** An age, be it alone or as in {@code 3 (5m ago)}: it depends on when one looks. */
    private static final String AGE = "(\\d+[smhdy])+";

    @TestFactory
    Stream<DynamicTest> anObjectIsPrintedAsOnARealServer() {
        return RecordedAnswers.read("rows.json")
                .map(entry -> DynamicTest.dynamicTest(
                        entry.path("kind").asText() + ": "
                                + entry.path("object")
                                        .path("metadata")
                                        .path("name")
                                        .asText(),
                        () -> isPrinted(entry)));
    }

    private static void isPrinted(JsonNode entry) {
        TableConvertor table = RecordedAnswers.type(entry).table();
        List<JsonNode> cells = table.cells((ObjectNode) entry.path("object"), Instant.parse("2026-12-01T00:00:00Z"));
        List<String> expected = new ArrayList<>();
        entry.path("cells").forEach(cell -> expected.add(masked(cell.asText())));
        assertThat(cells.stream().map(JsonNode::asText).map(RecordedTableRowsTest::masked))
                .isEqualTo(expected);
        assertThat(table.columns()).hasSize(expected.size());
    }

    private static String masked(String cell) {
        return cell.matches(AGE) ? "AGE" : cell.replaceAll("\\(" + AGE + " ago\\)", "(AGE ago)");
    }
}
