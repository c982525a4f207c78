package dev.watchworks.apiserver.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0Mi, 0",
        "0.5, 500m",
        ".5, 500m",
        "1000m, 1",
        "1500m, 1500m",
        "1000, 1k",
        "12000000, 12M",
        "1024Mi, 1Gi",
        "1.5Gi, 1536Mi",
        "1000Mi, 1000Mi",
        "512Ki, 512Ki",
        "0.5Ki, 512",
        "1e3, 1e3",
        "1000e0, 1e3",
        "15E2, 1500",
        "100u, 100u",
        "0.0000000001, 1n",
        "-2, -2"
    })
    void anAmountIsWrittenInOneForm(String text, String canonical) {
        assertThat(Quantity.parse(text).canonical()).isEqualTo(canonical);
    }

    @Test
    void resourceListsKeepThousandths() {
        assertThat(Quantity.parse("0.0001").roundedToThousandths().canonical()).isEqualTo("1m");
    }

    @Test
    void amountsAreComparedByValue() {
        assertThat(Quantity.parse("1Gi")).isGreaterThan(Quantity.parse("1G"));
        assertThat(Quantity.parse("1000m")).isEqualByComparingTo(Quantity.parse("1"));
    }

    @Test
    void aMalformedAmountIsRefusedWithTheRealServersMessage() {
        assertThatThrownBy(() -> Quantity.parse("much"))
                .hasMessage(
                        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        assertThatThrownBy(() -> Quantity.parse("")).hasMessageStartingWith("quantities must match");
        assertThatThrownBy(() -> Quantity.parse("1KK")).hasMessage("unable to parse quantity's suffix");
    }
}
