package dev.watchworks.apiserver.printers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.printers.TableConvertor.TableColumnDefinition;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellExpressionTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:05:00Z");
    private static final ObjectNode OBJECT = (ObjectNode) Json.read("""
            {"metadata": {"name": "a", "creationTimestamp": "2026-12-01T00:00:00Z", "labels": {"app.io/tier": "back"}},
             "spec": {"replicas": 3, "paused": true, "size": "", "nodes": ["x", "y", "z", "w"]},
             "status": {"conditions": [{"type": "Synced", "status": "False"}, {"type": "Ready", "status": "True"}]}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            .metadata.name                                   ; "a"
            .spec.replicas                                   ; 3
            .spec.paused                                     ; true
            .spec.nodes                                      ; ["x","y","z","w"]
            .spec.nodes[1]                                   ; "y"
            .spec.nodes[*]                                   ; "x"
            .metadata.labels.app\\.io/tier                   ; "back"
            .metadata.labels['app.io/tier']                  ; "back"
            .status.conditions[?(@.type=="Ready")].status    ; "True"
            .status.conditions[?(@.type == 'Lost')].status   ; null
            .spec.missing.deeper                             ; null
            .spec.size|.spec.replicas|<none>                 ; 3
            .spec.missing|<none>                             ; "<none>"
            .spec.missing|0                                  ; 0
            .spec.missing|false                              ; false
            {.status.ready|0}/{.spec.replicas}               ; "0/3"
            join(.spec.nodes[*])                             ; "x,y,z,w"
            firstThree(.spec.nodes[*])                       ; "x,y,z + 1 more..."
            count(.spec.nodes,.metadata.labels)              ; 5
            age(.metadata.creationTimestamp)                 ; "5m"
            """)
    void anExpressionComputesACell(String expression, String cell) {
        assertThat(CellExpression.parse(expression).evaluate(OBJECT, NOW)).hasToString(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {".spec.nodes[", ".spec..replicas", "guess(.spec)", "join(spec)"})
    void anInvalidExpressionIsRefused(String expression) {
        assertThatIllegalArgumentException().isThrownBy(() -> CellExpression.parse(expression));
    }

    @Test
    void aResourceWithoutRecordedColumnsShowsNameAndAge() {
        TableConvertor table = new TableConvertor("widgets");

        assertThat(table.columns()).extracting(TableColumnDefinition::name).containsExactly("Name", "Age");
        assertThat(table.cells(OBJECT, NOW)).extracting(JsonNode::asText).containsExactly("a", "5m");
    }
}
