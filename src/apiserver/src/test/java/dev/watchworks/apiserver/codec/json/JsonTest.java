package dev.watchworks.apiserver.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"\u00e9\\n\"}}",
                "[12345678901234567890,1.50,-0.1,9223372036854775807]",
                "\"text\"",
                "5",
                "null"
            })
    void aNumberIsWrittenWithTheDigitsThatWereRead(String text) {
        assertThat(new String(Json.write(Json.read(text)), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @Test
    void theLastOfTwoEqualMembersCounts() {
        assertThat(Json.read("{\"a\":1,\"a\":2}")).hasToString("{\"a\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "nope|invalid character 'o' in literal null (expecting 'u')",
                "{|unexpected end of JSON input",
                "{'a' 1}|invalid character '1' after object key",
                "{'a':1 'b'}|invalid character '\"' after object key:value pair",
                "{a:1}|invalid character 'a' looking for beginning of object key string",
                "{'a':1,}|invalid character '}' looking for beginning of object key string",
                "[1 2]|invalid character '2' after array element",
                "[1,]|invalid character ']' looking for beginning of value",
                "1 2|invalid character '2' after top-level value",
                "01|invalid character '1' after top-level value",
                "-a|invalid character 'a' in numeric literal",
                "1.x|invalid character 'x' after decimal point in numeric literal",
                "1ex|invalid character 'x' in exponent of numeric literal",
                "'\\q'|invalid character 'q' in string escape code",
                "'\\u12g4'|invalid character 'g' in \\u hexadecimal character escape",
                "<a/>|invalid character '<' looking for beginning of value"
            })
    void malformedJsonIsRefusedWithARealServersMessage(String text, String message) {
        assertThatThrownBy(() -> Json.read(text.replace('\'', '"')))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(message.replace("'\"'", "'\"'"));
    }

    @Test
    void anEmptyTextAndControlCharactersAreRefused() {
        assertThatThrownBy(() -> Json.read("")).hasMessage("unexpected end of JSON input");
        assertThatThrownBy(() -> Json.read("\"a\nb\"")).hasMessage("invalid character '\\n' in string literal");
    }

    @Test
    void aTextWithTooDeepNestingIsRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThatThrownBy(() -> Json.read(deep)).isInstanceOf(InvalidJsonException.class);
    }
}
