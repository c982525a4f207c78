package dev.watchworks.apiserver.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON without a Go type has the form that Go writes for maps and float64 numbers. */
class CanonicalJsonTest {

    private static String canonical(String json) {
        return new String(Json.write(CanonicalJson.of(Json.read(json))), StandardCharsets.UTF_8);
    }

    @Test
    void membersAreSortedAtEveryDepth() {
        assertThat(canonical("{\"b\":[{\"d\":1,\"c\":null}],\"a\":{}}"))
                .isEqualTo("{\"a\":{},\"b\":[{\"c\":null,\"d\":1}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e3, 1000",
        "-2.50, -2.5",
        "0.1, 0.1",
        "9223372036854775807, 9223372036854775807",
        "123456789012345678901, 123456789012345680000",
        "12345678.9, 12345678.9"
    })
    void numbersArePrintedAsGoPrintsThem(String sent, String written) {
        assertThat(canonical(sent)).isEqualTo(written);
    }

    @Test
    void aDeepValueIsVisitedOnce() {
        String deep = "{\"z\":1,\"a\":".repeat(Json.MAXIMUM_DEPTH / 2) + "1.0" + "}".repeat(Json.MAXIMUM_DEPTH / 2);

        assertThat(canonical(deep)).startsWith("{\"a\":{\"a\":").contains(":1,");
    }

    @Test
    void whatIsInTheFormAlreadyIsNotCopied() {
        JsonNode value = Json.read("{\"a\":{\"b\":[1,\"x\",true]},\"c\":2.5}");

        assertThat(CanonicalJson.of(value)).isSameAs(value);
    }
}
