package dev.watchworks.apiserver.codec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values are those of Kubernetes' YAML library, {@code sigs.k8s.io/yaml}. */
class YamlReaderTest {

    private static YamlReader.Document read(String yaml) {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String yaml) {
        return read(yaml).value().toString();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "80, 80",
                "-5, -5",
                "+5, 5",
                "0777, 511",
                "0o17, 15",
                "0x50, 80",
                "-0x10, -16",
                "0b101, 5",
                "8_080, 8080",
                "089, 89",
                "3.0, 3",
                "1.5, 1.5",
                ".5, 0.5",
                "1e3, 1000",
                "4294967296, 4294967296",
                "18446744073709551615, 18446744073709551615",
                "1:30, `\"1:30\"`",
                "22:22, `\"22:22\"`",
                "2001-01-01, `\"2001-01-01\"`",
                "1.2.3, `\"1.2.3\"`",
                "--5, `\"--5\"`",
                "0x, `\"0x\"`",
                "yes, true",
                "y, true",
                "Off, false",
                "nO, `\"nO\"`",
                "~, null",
                "Null, null",
                "'80', `\"80\"`",
                "\"yes\", `\"yes\"`",
                "!!str 80, `\"80\"`",
                "words with spaces, `\"words with spaces\"`"
            })
    void scalarsMeanWhatTheyMeanInGo(String yaml, String json) {
        assertThat(json(yaml)).isEqualTo(json);
    }

    @Test
    void keysAreTexts() {
        assertThat(json("{1: a, yes: b, 1.5: c, d: d}"))
                .isEqualTo("{\"1\":\"a\",\"true\":\"b\",\"1.5\":\"c\",\"d\":\"d\"}");
    }

    @Test
    void anchorsAndMergeKeysAreResolved() {
        assertThat(json("base: &b {x: 1, z: 2}\nother: {z: 3, <<: *b}\nagain: *b"))
                .isEqualTo("{\"base\":{\"x\":1,\"z\":2},\"other\":{\"z\":3,\"x\":1},\"again\":{\"x\":1,\"z\":2}}");
        assertThat(json("a: {<<: [{x: 1}, {x: 2, z: 2}]}")).isEqualTo("{\"a\":{\"x\":1,\"z\":2}}");
    }

    @Test
    void onlyTheFirstDocumentCountsAndNothingIsNull() {
        assertThat(json("a: 1\n---\nb: 2\n")).isEqualTo("{\"a\":1}");
        assertThat(json("")).isEqualTo("null");
        assertThat(json("# nothing\n")).isEqualTo("null");
    }

    @Test
    void theLastOfTwoKeysCountsAndIsReported() {
        YamlReader.Document document = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n");
        assertThat(document.value().toString()).isEqualTo("{\"a\":3,\"b\":{\"c\":2}}");
        assertThat(document.duplicateKeys())
                .containsExactly("line 4: key \"c\" already set in map", "line 5: key \"a\" already set in map");
    }

    @Test
    void whatJsonDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> read("a: .inf")).hasMessage("json: unsupported value: .inf");
        assertThatThrownBy(() -> read("{[a]: b}")).hasMessageStartingWith("unsupported map key of type");
        assertThatThrownBy(() -> read("a: {<<: 5}")).isInstanceOf(InvalidYamlException.class);
    }

    @Test
    void aSmallTextCannotBecomeAHugeTree() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level < 24; level++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(level, level, level - 1, level - 1));
        }
        assertThatThrownBy(() -> read(yaml.toString())).isInstanceOf(InvalidYamlException.class);
        assertThatThrownBy(() -> read("[".repeat(2000))).isInstanceOf(InvalidYamlException.class);
        assertThatThrownBy(() -> read("a: &a [*a]")).isInstanceOf(InvalidYamlException.class);
    }
}
