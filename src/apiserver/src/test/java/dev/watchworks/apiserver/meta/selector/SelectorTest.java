package dev.watchworks.apiserver.meta.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final ObjectNode OBJECT = (ObjectNode)
            Json.read(
                    "{\"metadata\":{\"name\":\"web\",\"labels\":{\"app\":\"web\",\"tier\":\"front\",\"rank\":\"7\",\"e\":\"\"}}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app",
                "!none",
                "app=web",
                "app==web,tier=front",
                "app!=other",
                "none!=x",
                "tier in (front, back)",
                "tier notin (back)",
                "none notin (back)",
                "rank>6,rank<8",
                "e=",
                "e in ()",
                "app in (,web)",
                "in=web,app"
            })
    void labelsThatAreSelected(String selector) {
        boolean keyNamedIn = selector.startsWith("in=");
        assertThat(LabelSelector.parse(selector).matches(OBJECT)).isEqualTo(!keyNamedIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "!app", "app=other", "tier in (back)", "tier notin (front)", "rank>7", "app>1", "e=x"})
    void labelsThatAreNotSelected(String selector) {
        assertThat(LabelSelector.parse(selector).matches(OBJECT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a===b|unable to parse requirement: found '=', expected: identifier",
                "a in (|unable to parse requirement: found '', expected: ',', ')' or identifier",
                "a=not valid!|found 'valid', expected: ',' or 'end of string'",
                "a foo b|unable to parse requirement: found 'foo', expected: in, notin, =, ==, !=, gt, lt",
                "a>|unable to parse requirement: values[0]: Invalid value: \"\": for 'Gt', 'Lt' operators, the value must be an integer",
                ",|found ',', expected: !, identifier, or 'end of string'",
                "a,|found '', expected: identifier after ','",
                "a in b|unable to parse requirement: found 'b' expected: '('",
                "a notin (b|unable to parse requirement: found '', expected: ',' or ')'",
                "!|unable to parse requirement: found '', expected: identifier"
            })
    void aMalformedLabelSelectorIsRefusedWithARealServersMessage(String selector, String message) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOf(SelectorException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=web|true",
                "metadata.name==web|true",
                "metadata.name!=web|false",
                "metadata.name=other|false",
                "metadata.name=web,metadata.namespace=|true",
                "metadata.name=w\\,eb|false"
            })
    void fieldsAreCompared(String selector, boolean selected) {
        assertThat(FieldSelector.parse(selector, Map.of()).matches(OBJECT)).isEqualTo(selected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name|invalid selector: 'metadata.name'; can't understand 'metadata.name'",
                "metadata.name>b|invalid selector: 'metadata.name>b'; can't understand 'metadata.name>b'"
            })
    void aMalformedFieldSelectorIsRefusedWithARealServersMessage(String selector, String message) {
        assertThatThrownBy(() -> FieldSelector.parse(selector, Map.of())).hasMessage(message);
    }
}
